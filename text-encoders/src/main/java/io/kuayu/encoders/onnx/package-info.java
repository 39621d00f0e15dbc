/**
 * Sentence encoders that run in this process by ONNX Runtime. Their weights are on the class path
 * or in a folder, and nothing is ever downloaded.
 */
@NullMarked
package io.kuayu.encoders.onnx;

import org.jspecify.annotations.NullMarked;
