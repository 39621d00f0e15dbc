package io.kuayu.core;

/** Which part of a split an event belongs to, in the order of time. */
public enum Split {
  /** Models learn from it. */
  TRAIN(0),
  /** Chooses hyper-parameters, weights and the moment to stop; never learnt from directly. */
  VALID(1),
  /** Looked at by evaluation alone. */
  TEST(2);

  private static final Split[] BY_CODE = values();

  private final byte code;

  Split(int code) {
    this.code = (byte) code;
  }

  /** The number under which columns and files keep it. */
  public byte code() {
    return code;
  }

  /** The part of that code. */
  public static Split of(byte code) {
    return BY_CODE[code];
  }
}
