/** Creates, lists, rotates and revokes API keys. */
@NullMarked
package io.kuayu.application.access;

import org.jspecify.annotations.NullMarked;
