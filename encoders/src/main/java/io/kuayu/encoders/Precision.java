package io.kuayu.encoders;

/** How exactly an encoder computes. */
public enum Precision {
  /**
   * Chosen when the encoder is opened: {@link #INT8}, unless its weights are absent, or the
   * processor is known to lack dot products of bytes (which make it twice as fast) and the weights
   * for {@link #FP32} are there.
   */
  AUTO,
  /** Numbers of 32 bits, as the encoder was trained. */
  FP32,
  /**
   * Matrix products of bytes. Cosine to {@link #FP32} about .99; what that does to rankings is
   * measured by the benchmark of the encoders.
   */
  INT8
}
