/** The files of a corpus: how they are written, read and described. */
@NullMarked
package io.kuayu.corpus.storage;

import org.jspecify.annotations.NullMarked;
