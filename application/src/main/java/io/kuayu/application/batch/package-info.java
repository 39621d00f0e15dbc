/** Lists for many people at once: people from any source, lists to any sink. */
@NullMarked
package io.kuayu.application.batch;

import org.jspecify.annotations.NullMarked;
