/** The order of users, items and events. */
@NullMarked
package io.kuayu.corpus.timeline;

import org.jspecify.annotations.NullMarked;
