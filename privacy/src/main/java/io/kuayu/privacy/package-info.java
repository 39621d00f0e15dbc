/** The promises that are made to people about their data, and what keeps them. */
@NullMarked
package io.kuayu.privacy;

import org.jspecify.annotations.NullMarked;
