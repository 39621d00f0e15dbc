/**
 * Turns sources of many shapes into one checked corpus: a folder of Parquet files with a manifest,
 * written whole or not at all. {@link io.kuayu.corpus.Corpus} prepares, loads and erases it.
 *
 * <p>The packages, each knowing those before it only: {@code database}, {@code schema} and {@code
 * report}; {@code source} and {@code format}, which deliver rows; {@code split} and {@code clean},
 * the rules; {@code settings}; {@code timeline} and {@code storage}, the corpus on disk; {@code
 * staging}, the import, and {@code erasure}.
 */
@NullMarked
package io.kuayu.corpus;

import org.jspecify.annotations.NullMarked;
