/** A log of who did what that cannot be changed unnoticed. */
@NullMarked
package io.kuayu.server.audit;

import org.jspecify.annotations.NullMarked;
