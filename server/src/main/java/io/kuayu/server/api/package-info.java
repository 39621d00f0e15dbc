/** The endpoints of the API. */
@NullMarked
package io.kuayu.server.api;

import org.jspecify.annotations.NullMarked;
