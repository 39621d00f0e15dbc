/** Takes in events of people while they happen. */
@NullMarked
package io.kuayu.application.events;

import org.jspecify.annotations.NullMarked;
