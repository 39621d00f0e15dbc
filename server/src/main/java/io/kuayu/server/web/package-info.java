/** What every request goes through, whatever it asks: routes, limits, problems, measurements. */
@NullMarked
package io.kuayu.server.web;

import org.jspecify.annotations.NullMarked;
