/** Feeds broken input to everything that parses untrusted bytes. */
@NullMarked
package io.kuayu.benchmarks.fuzz;

import org.jspecify.annotations.NullMarked;
