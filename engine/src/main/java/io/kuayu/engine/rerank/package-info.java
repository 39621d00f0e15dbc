/** From scored candidates to a list: top k, diversity, calibration, quotas. */
@NullMarked
package io.kuayu.engine.rerank;

import org.jspecify.annotations.NullMarked;
