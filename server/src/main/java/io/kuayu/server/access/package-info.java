/** Access control: API keys, user tokens and roles by domain. */
@NullMarked
package io.kuayu.server.access;

import org.jspecify.annotations.NullMarked;
