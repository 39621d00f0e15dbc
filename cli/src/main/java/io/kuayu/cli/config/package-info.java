/**
 * From a YAML file, the environment and {@code -s key=value} to one tree of {@link
 * io.kuayu.core.settings.Setting}s in which every value knows where it was set.
 */
@NullMarked
package io.kuayu.cli.config;

import org.jspecify.annotations.NullMarked;
