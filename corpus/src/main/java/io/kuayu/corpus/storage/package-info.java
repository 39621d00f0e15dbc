/** The files of a corpus: their layout, manifest, writer and reader. */
@NullMarked
package io.kuayu.corpus.storage;

import org.jspecify.annotations.NullMarked;
