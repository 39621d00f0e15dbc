@NullMarked
package io.kuayu.encoders.onnx;

import org.jspecify.annotations.NullMarked;
