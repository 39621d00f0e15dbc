package io.kuayu.core;

/** Which part of a split an event belongs to, in the order of time. */
public enum Part {
  /** Models learn from it. */
  TRAIN(0),
  /** Chooses hyper-parameters, weights and the moment to stop; never learnt from directly. */
  VALID(1),
  /** Looked at by evaluation alone. */
  TEST(2);

  private static final Part[] BY_CODE = values();

  private final byte code;

  Part(int code) {
    this.code = (byte) code;
  }

  /** The number under which columns and files keep it. */
  public byte code() {
    return code;
  }

  /** The part of that code. */
  public static Part of(byte code) {
    return BY_CODE[code];
  }
}
