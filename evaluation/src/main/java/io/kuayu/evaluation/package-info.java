/**
 * Offline evaluation of models: protocols that ask questions, ranks of the items that people really
 * chose next, metrics with their intervals, and paired tests. docs/metrics.md has the definitions
 * with worked examples.
 */
@NullMarked
package io.kuayu.evaluation;

import org.jspecify.annotations.NullMarked;
