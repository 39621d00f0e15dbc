/** What a caller asks for and what the answer is. */
@NullMarked
package io.kuayu.engine.request;

import org.jspecify.annotations.NullMarked;
