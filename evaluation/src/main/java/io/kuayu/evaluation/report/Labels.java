package io.kuayu.evaluation.report;

import io.kuayu.core.Split;
import io.kuayu.evaluation.Comparison;
import io.kuayu.evaluation.Estimate;
import io.kuayu.evaluation.Metric;
import io.kuayu.evaluation.Segment;
import io.kuayu.evaluation.Summary;
import io.kuayu.evaluation.Transfer;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;

/** Formats numbers and names consistently for the console and the page. */
final class Labels {
  private Labels() {}

  static String of(Split part) {
    return part.name().toLowerCase(Locale.ROOT);
  }

  /** Four decimal places, without the zero before the point: .0914. */
  static String number(double value) {
    String text = String.format(Locale.ROOT, "%.4f", value);
    return text.replaceFirst("^(-?)0\\.", "$1.");
  }

  /** As above, with an explicit sign. */
  static String signed(double value) {
    return (value > 0 ? "+" : "") + number(value);
  }

  /** A value with its interval: .0914 [.0850, .0979]. */
  static String interval(Estimate estimate) {
    return number(estimate.value()) + " " + bounds(estimate, false);
  }

  static String bounds(Estimate estimate, boolean signed) {
    return signed
        ? "[" + signed(estimate.low()) + ", " + signed(estimate.high()) + "]"
        : "[" + number(estimate.low()) + ", " + number(estimate.high()) + "]";
  }

  static String p(double p) {
    return p < 0.001 ? "< .001" : String.format(Locale.ROOT, "%.3f", p).replaceFirst("^0", "");
  }

  /** The number of evaluated users, or that it is hidden. */
  static String people(Summary summary) {
    return summary.hidden() ? "hidden" : count(summary.users());
  }

  /** How many events are known, for one of {@link Segment#KNOWN_EVENTS}: {@code 3-4}. */
  static String knownEvents(Segment segment) {
    return segment.key().substring(segment.key().indexOf('-') + 1);
  }

  /** A share of people: {@code all}, {@code 1/3}. */
  static String share(double share) {
    return share == 1 ? "all" : "1/" + Math.round(1 / share);
  }

  static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  static String seconds(double seconds) {
    return seconds < 90
        ? String.format(Locale.ROOT, "%.1f s", seconds)
        : String.format(Locale.ROOT, "%.1f min", seconds / 60);
  }

  static String megabytes(double megabytes) {
    return String.format(Locale.ROOT, "%,.0f MB", megabytes);
  }

  /** A value that may be missing, or its placeholder. */
  static String orElse(OptionalDouble value, DoubleFunction<String> label, String absent) {
    return value.isPresent() ? label.apply(value.getAsDouble()) : absent;
  }

  /** The change in per cent of the twin's value, empty where that value is zero. */
  static String percent(Transfer.Row row) {
    double alone = row.difference().mean().value() == 0 ? 0 : baseline(row);
    return alone == 0
        ? ""
        : String.format(Locale.ROOT, "%+.0f %%", 100 * row.difference().mean().value() / alone);
  }

  private static double baseline(Transfer.Row row) {
    return row.alone().value(Metric.NDCG_10);
  }

  /** A one-sentence description of a transfer row. */
  static String verdict(Transfer.Row row) {
    double mean = row.difference().mean().value();
    if (row.difference().p() >= Comparison.LEVEL) {
      return "no clear difference";
    }
    return mean > 0 ? "the other domains help" : "the other domains hurt";
  }
}
