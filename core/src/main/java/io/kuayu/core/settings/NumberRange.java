package io.kuayu.core.settings;

/** The numbers from one to another, both included. */
record NumberRange(double min, double max) {
  static final NumberRange ALL = new NumberRange(Long.MIN_VALUE, Long.MAX_VALUE);

  boolean contains(double number) {
    return number >= min && number <= max;
  }

  /** What follows the kind of number, such as {@code " from 1 to 3"}; empty where all are in. */
  String suffix() {
    boolean below = min <= Integer.MIN_VALUE;
    boolean above = max >= Integer.MAX_VALUE;
    if (below && above) {
      return "";
    }
    String from = String.valueOf(min).replaceAll("\\.0$", "");
    String to = String.valueOf(max).replaceAll("\\.0$", "");
    return above
        ? " of at least " + from
        : below ? " of at most " + to : " from " + from + " to " + to;
  }
}
