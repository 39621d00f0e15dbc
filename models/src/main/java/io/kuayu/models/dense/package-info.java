/**
 * The few loops that small nets need to serve in plain Java: the compiler turns them into vector
 * instructions, they own no native memory, and Java's arithmetic gives the same bits whenever and
 * wherever they run.
 */
@NullMarked
package io.kuayu.models.dense;

import org.jspecify.annotations.NullMarked;
