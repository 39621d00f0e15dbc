/** Tests of networks in ONNX Runtime, and tiny ones for the tests of encoders. */
@NullMarked
package io.kuayu.encoders.network;

import org.jspecify.annotations.NullMarked;
