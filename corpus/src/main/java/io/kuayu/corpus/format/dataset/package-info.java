/** The formats in which published data sets come: Amazon reviews, MovieLens, RecBole. */
@NullMarked
package io.kuayu.corpus.format.dataset;

import org.jspecify.annotations.NullMarked;
