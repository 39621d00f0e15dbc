/** REST, permissions, audit and stores. */
@NullMarked
package io.kuayu.server;

import org.jspecify.annotations.NullMarked;
