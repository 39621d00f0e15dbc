/** Evaluation reports as JSON, as text and as a self-contained HTML page. */
@NullMarked
package io.kuayu.evaluation.report;

import org.jspecify.annotations.NullMarked;
