/** Who may do what: API keys, tokens of people, roles by domain. */
@NullMarked
package io.kuayu.server.access;

import org.jspecify.annotations.NullMarked;
