/**
 * Decoders of WAV, FLAC, MP3 and Ogg Vorbis for untrusted files: block by block, so that no file
 * takes more memory than the seconds that are wanted.
 */
@NullMarked
package io.kuayu.encoders.audio.codec;

import org.jspecify.annotations.NullMarked;
