/**
 * How good a model is: protocols that pose questions, ranks of what people really did next, metrics
 * with their intervals, paired tests. Definitions with worked examples stand in docs/metrics.md.
 */
@NullMarked
package io.kuayu.evaluation;

import org.jspecify.annotations.NullMarked;
