/** The people of a corpus and what they did since. */
@NullMarked
package io.kuayu.application.users;

import org.jspecify.annotations.NullMarked;
