/** What was popular just before a moment: the family, and the prior that networks use. */
@NullMarked
package io.kuayu.models.recency;

import org.jspecify.annotations.NullMarked;
