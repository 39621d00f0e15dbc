/** What the friends of a person took ({@code friends}), from a graph that the data bring. */
@NullMarked
package io.kuayu.models.friends;

import org.jspecify.annotations.NullMarked;
