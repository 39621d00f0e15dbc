/**
 * Image and audio files as untrusted input: which format they have, how large they are, and whether
 * they may be decoded, all without decoding them.
 */
@NullMarked
package io.kuayu.media;

import org.jspecify.annotations.NullMarked;
