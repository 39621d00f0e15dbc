package io.kuayu.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The metrics of each person: the mean over the person's own questions, so that everybody has the
 * same weight, however many questions they have.
 */
final class UserMetrics {
  private final int metrics;
  private final int people;
  private final int targets;
  private final double[] values;
  private final int[] users;

  private UserMetrics(int metrics, int people, int targets, double[] values, int[] users) {
    this.metrics = metrics;
    this.people = people;
    this.targets = targets;
    this.values = values;
    this.users = users;
  }

  /**
   * The metrics of people with at least one chosen target, in the order of the targets.
   *
   * @param ranks {@code [targets]}
   * @param chosen which targets count
   */
  static UserMetrics of(Targets targets, int[] ranks, List<Metric> metrics, IntPredicate chosen) {
    int width = metrics.size();
    double[] values = new double[targets.size() * width];
    int[] users = new int[targets.size()];
    int people = 0;
    int asked = 0;
    int target = 0;
    while (target < targets.size()) {
      int user = targets.user(target);
      int row = people * width;
      int own = 0;
      for (; target < targets.size() && targets.user(target) == user; target++) {
        int[] answers = answers(targets, ranks, target, chosen);
        if (answers.length > 0) {
          own++;
          asked += answers.length;
          for (int metric = 0; metric < width; metric++) {
            values[row + metric] += metrics.get(metric).of(answers);
          }
        }
        target = lastOfQuestion(targets, target);
      }
      if (own > 0) {
        for (int metric = 0; metric < width; metric++) {
          values[row + metric] /= own;
        }
        users[people++] = user;
      }
    }
    return new UserMetrics(
        width, people, asked, Arrays.copyOf(values, people * width), Arrays.copyOf(users, people));
  }

  /** The ranks of the chosen targets of the question that begins with a target. */
  private static int[] answers(Targets targets, int[] ranks, int first, IntPredicate chosen) {
    return IntStream.rangeClosed(first, lastOfQuestion(targets, first))
        .filter(chosen)
        .map(target -> ranks[target])
        .toArray();
  }

  private static int lastOfQuestion(Targets targets, int first) {
    int last = first;
    while (last + 1 < targets.size() && targets.question(last + 1) == targets.question(first)) {
      last++;
    }
    return last;
  }

  /** Number of people. */
  int people() {
    return people;
  }

  /** Number of targets over all people. */
  int targets() {
    return targets;
  }

  /** Whether both are of the same people, asked equally often. */
  boolean hasSameTargets(UserMetrics other) {
    return targets == other.targets && Arrays.equals(users, other.users);
  }

  /** Number of metrics. */
  int metrics() {
    return metrics;
  }

  double value(int person, int metric) {
    return values[person * metrics + metric];
  }

  /** The values of one metric, {@code [people]}. */
  double[] column(int metric) {
    double[] column = new double[people];
    Arrays.setAll(column, person -> value(person, metric));
    return column;
  }

  /** The values, row-major {@code [people, metrics]}; shared, must not be modified. */
  double[] rows() {
    return values;
  }
}
