/** Tests of headers and limits, with files that are small, damaged or hostile. */
@NullMarked
package io.kuayu.media;

import org.jspecify.annotations.NullMarked;
