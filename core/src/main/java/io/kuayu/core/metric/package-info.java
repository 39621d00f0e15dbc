/** Ranks and the metrics computed from them, as docs/metrics.md defines them. */
@NullMarked
package io.kuayu.core.metric;

import org.jspecify.annotations.NullMarked;
