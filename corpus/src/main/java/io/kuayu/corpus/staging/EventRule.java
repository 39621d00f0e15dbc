package io.kuayu.corpus.staging;

/** The rules that judge an event by itself, in the order in which they apply. */
enum EventRule {
  MISSING_USER(1, "missing-user", "left out: names nobody"),
  MISSING_ITEM(2, "missing-item", "left out: names no item"),
  MISSING_TIME(3, "missing-time", "left out: has no time and no 'order'"),
  UNREADABLE_TIME(4, "unreadable-time", "left out: its time is neither a number nor a date"),
  TIME_OUT_OF_RANGE(5, "time-out-of-range", "left out: its time is outside 'clean.times'"),
  UNKNOWN_PART(6, "unknown-part", "left out: its part is none of train, valid, test"),
  UNREADABLE_VALUE(7, "unreadable-value", "left out: its value is no number"),
  UNREADABLE_ORDER(8, "unreadable-order", "left out: its 'order' is no number"),
  /** Spreadsheets write such rows below the last one; they are not bad. */
  EMPTY_ROW(9, "empty-row", "left out: holds nothing");

  private final int verdict;
  private final String rule;
  private final String action;

  EventRule(int verdict, String rule, String action) {
    this.verdict = verdict;
    this.rule = rule;
    this.action = action;
  }

  /** Its name in reports. */
  String rule() {
    return rule;
  }

  /** What it does, in words. */
  String action() {
    return action;
  }

  /** The verdict of an event that breaks it. */
  int verdict() {
    return verdict;
  }
}
