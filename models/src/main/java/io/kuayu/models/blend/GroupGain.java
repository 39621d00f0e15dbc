package io.kuayu.models.blend;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a choice gains in a group of questions of a domain. Everybody counts once, however much was
 * asked of them; a group of few people takes over what the whole domain gains.
 *
 * @param mean in NDCG
 * @param error its standard error
 */
record GroupGain(double mean, double error) {
  /** People who carry the gain of the domain into each group. */
  private static final double PRIOR = 100;

  /**
   * The gain of one question.
   *
   * @param user number of the person
   * @param group of {@link TransferChoice}
   */
  record Gain(int user, int group, double gain) {}

  /** The gains of every group, {@code [TransferChoice.GROUPS]}; 0 where nothing was asked. */
  static GroupGain[] of(List<Gain> gains) {
    double[] all = byPerson(gains);
    double count = Math.max(1, all.length);
    double mean = Arrays.stream(all).sum() / count;
    double square = Arrays.stream(all).map(gain -> gain * gain).sum() / count;
    GroupGain[] groups = new GroupGain[TransferChoice.GROUPS];
    for (int number = 0; number < groups.length; number++) {
      int group = number;
      double[] own = byPerson(gains.stream().filter(gain -> gain.group == group).toList());
      double people = own.length + PRIOR;
      double squares = Arrays.stream(own).map(gain -> gain * gain).sum() + PRIOR * square;
      groups[group] =
          new GroupGain(
              (Arrays.stream(own).sum() + PRIOR * mean) / people, Math.sqrt(squares) / people);
    }
    return groups;
  }

  /** Number of people who were asked. */
  static long people(List<Gain> gains) {
    return gains.stream().mapToInt(Gain::user).distinct().count();
  }

  /** The mean of each person. */
  private static double[] byPerson(List<Gain> gains) {
    Map<Integer, double[]> sums = new TreeMap<>();
    for (Gain gain : gains) {
      double[] sum = sums.computeIfAbsent(gain.user, _ -> new double[2]);
      sum[0] += gain.gain;
      sum[1]++;
    }
    return sums.values().stream().mapToDouble(sum -> sum[0] / sum[1]).toArray();
  }
}
