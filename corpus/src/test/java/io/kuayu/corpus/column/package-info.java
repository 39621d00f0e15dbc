/** A kind of source that only tests have: one package and one service line. */
@NullMarked
package io.kuayu.corpus.memory;

import org.jspecify.annotations.NullMarked;
