package io.kuayu.model;

import java.util.function.Supplier;

/**
 * The end of the time that the current computation may take. Long loops of models {@link #check}
 * it; where no limit was set, this does nothing. Other threads that a computation uses do not see
 * it.
 */
public final class TimeLimit {
  private static final ScopedValue<Long> END = ScopedValue.newInstance();

  private TimeLimit() {}

  /** The time is over; what was computed is incomplete. */
  public static final class Exceeded extends RuntimeException {
    private static final long serialVersionUID = 1;

    private Exceeded() {
      super("the time of the computation is over", null, false, false);
    }
  }

  /**
   * Computes within a limit.
   *
   * @param nanoTime the end, as {@link System#nanoTime} counts
   * @throws Exceeded if the computation noticed that its time is over
   */
  public static <T> T until(long nanoTime, Supplier<T> computation) {
    return ScopedValue.where(END, nanoTime).call(computation::get);
  }

  /**
   * Ends the computation if its time is over.
   *
   * @throws Exceeded if so
   */
  public static void check() {
    if (END.isBound() && System.nanoTime() - END.get() > 0) {
      throw new Exceeded();
    }
  }
}
