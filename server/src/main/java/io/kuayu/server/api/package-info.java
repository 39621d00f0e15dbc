/** What the paths answer. */
@NullMarked
package io.kuayu.server.api;

import org.jspecify.annotations.NullMarked;
