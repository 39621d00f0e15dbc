package io.kuayu.corpus.time;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The unit of times that are numbers since the beginning of 1970 (UTC). */
enum EpochUnit implements TimeFormat {
  DAYS("* 86400", 0),
  SECONDS("", 0),
  MILLISECONDS("// 1000", 1e11),
  MICROSECONDS("// 1000000", 1e14),
  NANOSECONDS("// 1000000000", 1e17);

  private final String toSeconds;
  private final double usualFrom;

  EpochUnit(String toSeconds, double usualFrom) {
    this.toSeconds = toSeconds;
    this.usualFrom = usualFrom;
  }

  static List<String> names() {
    return Arrays.stream(values()).map(EpochUnit::word).toList();
  }

  static Optional<EpochUnit> named(String name) {
    return Arrays.stream(values()).filter(unit -> unit.word().equals(name)).findFirst();
  }

  /** The unit in which a number of this size is a time of the years 1973 to 5138. */
  static EpochUnit ofSize(double number) {
    EpochUnit fitting = SECONDS;
    for (EpochUnit unit : values()) {
      if (unit != DAYS && number >= unit.usualFrom) {
        fitting = unit;
      }
    }
    return fitting;
  }

  /** Its name in configurations and messages. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Below this number, a time in this unit is more likely one in a coarser unit. */
  long usualFrom() {
    return (long) usualFrom;
  }

  @Override
  public String seconds(String text, String number, boolean utc) {
    return "(" + (number + " " + toSeconds).strip() + ")";
  }
}
