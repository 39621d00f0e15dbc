package io.kuayu.encoders.network;

/** Numbers of a network in row-major order. Arrays are not copied. */
@SuppressWarnings("ArrayRecordComponent") // Handed on once, never compared.
public sealed interface NetworkTensor {
  /** The sides. */
  long[] shape();

  /** Floating point numbers. */
  record Floats(float[] values, long... shape) implements NetworkTensor {}

  /** Whole numbers, such as tokens. */
  record Longs(long[] values, long... shape) implements NetworkTensor {}

  /** Truth values. */
  record Flags(boolean[] values, long... shape) implements NetworkTensor {}
}
