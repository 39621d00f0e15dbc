/** Access to what is held about somebody, its erasure, and the proof of it. */
@NullMarked
package io.kuayu.cli.erasure;

import org.jspecify.annotations.NullMarked;
