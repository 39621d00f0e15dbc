/** The pipeline of every request: routes, limits, problem documents and metrics. */
@NullMarked
package io.kuayu.server.web;

import org.jspecify.annotations.NullMarked;
