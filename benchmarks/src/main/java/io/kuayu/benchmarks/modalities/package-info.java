/** What images and sounds add to texts on public data sets. */
@NullMarked
package io.kuayu.benchmarks.modalities;

import org.jspecify.annotations.NullMarked;
