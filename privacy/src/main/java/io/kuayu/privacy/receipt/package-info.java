/** Signed receipts of operations on a person's data. */
@NullMarked
package io.kuayu.privacy.receipt;

import org.jspecify.annotations.NullMarked;
