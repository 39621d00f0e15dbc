/** Everything that is held about a person, and what is derived from it. */
@NullMarked
package io.kuayu.application.export;

import org.jspecify.annotations.NullMarked;
