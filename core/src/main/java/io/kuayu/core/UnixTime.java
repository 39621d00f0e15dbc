package io.kuayu.core;

/** Units of unix seconds, in which all moments are given. */
public final class UnixTime {
  public static final long SECONDS_PER_DAY = 86_400;

  private UnixTime() {}

  /** The first second of the moment's day (UTC). */
  public static long startOfDay(long moment) {
    return Math.floorDiv(moment, SECONDS_PER_DAY) * SECONDS_PER_DAY;
  }
}
