/** Renews people's pseudonyms after their key was changed. */
@NullMarked
package io.kuayu.application.pseudonym;

import org.jspecify.annotations.NullMarked;
