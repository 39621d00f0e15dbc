/** Measurements that are repeated release by release. */
@NullMarked
package io.kuayu.benchmarks;

import org.jspecify.annotations.NullMarked;
