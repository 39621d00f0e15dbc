package io.kuayu.training.towers;

import io.kuayu.core.Catalogue;
import io.kuayu.models.towers.HistoryFeatures;
import io.kuayu.training.TouchedRows;
import io.kuayu.training.TrainingSequences;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The targets of one step: every position of some users, by the domain of the next event. In each
 * domain, {@code p} positions refer to {@code h} distinct items, those of all histories in the
 * batch.
 */
final class TowersBatch {
  private final TouchedRows history;
  private final List<Questions> byDomain;

  /**
   * The p questions of one domain: {@code targets [p]}, what came next; {@code last [p]}, places of
   * the events just before, h where there is none; {@code counts [p, domains]}; {@code shares
   * [domains][p · h]}, the weights of the histories' items.
   */
  static final class Questions {
    final int domain;
    final int[] targets;
    final int[] last;
    final float[] counts;
    final float[][] shares;

    private Questions(int domain, int[] targets, int[] last, float[] counts, float[][] shares) {
      this.domain = domain;
      this.targets = targets;
      this.last = last;
      this.counts = counts;
      this.shares = shares;
    }
  }

  private TowersBatch(TouchedRows history, List<Questions> byDomain) {
    this.history = history;
    this.byDomain = byDomain;
  }

  /** Lays out the questions of the given users. */
  static TowersBatch of(
      int[] people, TrainingSequences sequences, Catalogue catalogue, HistoryFeatures features) {
    int[][] items = Arrays.stream(people).mapToObj(sequences::of).toArray(int[][]::new);
    TouchedRows history = TouchedRows.of(items);
    int domains = catalogue.domains().size();
    List<Questions> byDomain = new ArrayList<>();
    for (int domain = 0; domain < domains; domain++) {
      int wanted = domain;
      int size =
          Arrays.stream(items)
              .mapToInt(
                  own ->
                      (int)
                          Arrays.stream(own)
                              .filter(item -> catalogue.domainOf(item) == wanted)
                              .count())
              .sum();
      if (size > 0) {
        byDomain.add(questions(domain, size, items, history, catalogue, features));
      }
    }
    return new TowersBatch(history, byDomain);
  }

  private static Questions questions(
      int domain,
      int size,
      int[][] items,
      TouchedRows history,
      Catalogue catalogue,
      HistoryFeatures features) {
    int domains = catalogue.domains().size();
    int width = history.size();
    int[] targets = new int[size];
    // One row after the distinct items stands for no event.
    int[] last = new int[size];
    float[] counts = new float[size * domains];
    float[][] shares = new float[domains][size * width];
    int at = 0;
    for (int[] own : items) {
      int[] places = history.places(own);
      int[] domainOf = Arrays.stream(own).map(catalogue::domainOf).toArray();
      for (int position = 0; position < own.length; position++) {
        if (domainOf[position] == domain) {
          int[] before = Arrays.copyOf(domainOf, position);
          float[] weights = features.weights(before);
          for (int event = 0; event < position; event++) {
            shares[domainOf[event]][at * width + places[event]] += weights[event];
          }
          System.arraycopy(features.counts(before), 0, counts, at * domains, domains);
          last[at] = position == 0 ? width : places[position - 1];
          targets[at++] = own[position];
        }
      }
    }
    return new Questions(domain, targets, last, counts, shares);
  }

  /** The distinct items of all histories and targets. */
  TouchedRows history() {
    return history;
  }

  /** The domains that have a question. */
  List<Questions> byDomain() {
    return byDomain;
  }
}
