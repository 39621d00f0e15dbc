/** Backs up what an installation cannot make anew, while it serves, and restores it. */
@NullMarked
package io.kuayu.application.backup;

import org.jspecify.annotations.NullMarked;
