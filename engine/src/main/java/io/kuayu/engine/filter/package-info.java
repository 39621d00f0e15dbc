/** A small, safe language of conditions on items, with its parser. */
@NullMarked
package io.kuayu.engine.filter;

import org.jspecify.annotations.NullMarked;
