/** A small, safe language of conditions on items, with a parser of its own. */
@NullMarked
package io.kuayu.engine.filter;

import org.jspecify.annotations.NullMarked;
