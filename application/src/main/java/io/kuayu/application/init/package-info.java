/** Looks at files that nobody has described yet and drafts the configuration that reads them. */
@NullMarked
package io.kuayu.application.init;

import org.jspecify.annotations.NullMarked;
