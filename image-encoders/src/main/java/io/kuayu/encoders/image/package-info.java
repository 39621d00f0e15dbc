/**
 * Encoders of images: decoding within limits, a network of ONNX Runtime that tells what is seen,
 * and colours and edges in plain Java.
 */
@NullMarked
package io.kuayu.encoders.image;

import org.jspecify.annotations.NullMarked;
