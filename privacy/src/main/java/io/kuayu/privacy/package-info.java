/** Privacy of personal data: the guarantees and their implementation. */
@NullMarked
package io.kuayu.privacy;

import org.jspecify.annotations.NullMarked;
