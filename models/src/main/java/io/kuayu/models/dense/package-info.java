/**
 * Dense kernels that serve small networks in plain Java. The compiler turns the loops into vector
 * instructions; they use no native memory and give the same bits on every machine.
 */
@NullMarked
package io.kuayu.models.dense;

import org.jspecify.annotations.NullMarked;
