/** The audit log: append-only, chained by keyed hashes. */
@NullMarked
package io.kuayu.storage.audit;

import org.jspecify.annotations.NullMarked;
