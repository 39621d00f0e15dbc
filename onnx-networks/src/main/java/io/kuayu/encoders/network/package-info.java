/** Networks of encoders in ONNX Runtime: opening, running and telling their output. */
@NullMarked
package io.kuayu.encoders.network;

import org.jspecify.annotations.NullMarked;
