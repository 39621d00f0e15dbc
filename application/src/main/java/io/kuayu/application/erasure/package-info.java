/** Access to what is held about a person, its erasure, and the proof of it. */
@NullMarked
package io.kuayu.application.erasure;

import org.jspecify.annotations.NullMarked;
