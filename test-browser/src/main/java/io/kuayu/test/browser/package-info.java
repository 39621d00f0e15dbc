/** A headless Chromium for the tests of pages. */
@NullMarked
package io.kuayu.test.browser;

import org.jspecify.annotations.NullMarked;
