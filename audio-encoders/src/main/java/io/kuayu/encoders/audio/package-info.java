/**
 * Encoders of sounds: decoding within limits, a descriptor in plain Java, and networks of the
 * user's own by ONNX Runtime.
 */
@NullMarked
package io.kuayu.encoders.audio;

import org.jspecify.annotations.NullMarked;
