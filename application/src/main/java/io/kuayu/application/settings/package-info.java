/** The configuration: read from YAML, environment and command line, and checked. */
@NullMarked
package io.kuayu.application.settings;

import org.jspecify.annotations.NullMarked;
