/** Rebuilds the numbers of the documents and compares them with what the documents say. */
@NullMarked
package io.kuayu.benchmarks.reproduce;

import org.jspecify.annotations.NullMarked;
