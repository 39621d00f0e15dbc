/** API keys, the roles that they grant, and files that only their owner may read. */
@NullMarked
package io.kuayu.storage.access;

import org.jspecify.annotations.NullMarked;
