/** The decisions of people on the use of their data: made one at a time, imported, listed. */
@NullMarked
package io.kuayu.application.consent;

import org.jspecify.annotations.NullMarked;
