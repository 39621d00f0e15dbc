/** Requests and answers. */
@NullMarked
package io.kuayu.engine.request;

import org.jspecify.annotations.NullMarked;
