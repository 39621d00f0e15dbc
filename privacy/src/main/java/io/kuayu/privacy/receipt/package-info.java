/** Signed receipts of what was done with somebody's data. */
@NullMarked
package io.kuayu.privacy.receipt;

import org.jspecify.annotations.NullMarked;
