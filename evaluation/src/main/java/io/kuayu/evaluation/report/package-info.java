/** What was found, told as JSON, as text and as one page that needs nothing but a browser. */
@NullMarked
package io.kuayu.evaluation.report;

import org.jspecify.annotations.NullMarked;
