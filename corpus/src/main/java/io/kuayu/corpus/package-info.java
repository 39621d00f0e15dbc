/**
 * From files of many shapes to one checked corpus: collect ({@link io.kuayu.corpus.format}), clean
 * ({@link io.kuayu.corpus.clean}), integrate and split ({@link io.kuayu.corpus.split}). The outcome
 * is a folder of Parquet files with a manifest, written whole or not at all; {@link
 * io.kuayu.corpus.Corpus} is the door to it.
 */
@NullMarked
package io.kuayu.corpus;

import org.jspecify.annotations.NullMarked;
