/** Signed receipts of what was done with a person's data. */
@NullMarked
package io.kuayu.privacy.receipt;

import org.jspecify.annotations.NullMarked;
