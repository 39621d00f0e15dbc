package io.kuayu.models.recency;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.model.Contribution;
import io.kuayu.model.Model;
import io.kuayu.model.ModelWriter;
import java.util.Arrays;
import java.util.List;

/**
 * Scores an item by its decayed count {@code x = Σ exp(-(now - t) / τ)} over the training events
 * strictly before the moment, without those of the person who asks.
 *
 * <p>Each event keeps the logarithm of the decayed count at its own time, {@code S = 1 + S' ·
 * exp(-(t - t') / τ)}, so building costs O(1) an event and a score one binary search. All of it is
 * kept in logarithms: the score is {@code 1 + ln x} where x is at least 1 and {@code 1 / (1 - ln
 * x)} below, which rises with x, is 0 where there is no event, and keeps the order however long ago
 * the last event is.
 */
final class RecencyModel implements Model {
  static final String FAMILY = "recency";

  /** Below this share of a sum, in logarithms, an event changes no digit of it. */
  private static final double NEGLIGIBLE = -45;

  private final Catalogue catalogue;
  private final ItemEventTimes times;
  private final ExponentialDecay decay;
  private final float[] logSums;

  RecencyModel(Catalogue catalogue, ItemEventTimes times, ExponentialDecay decay) {
    this.catalogue = catalogue;
    this.times = times.shared();
    this.decay = decay;
    this.logSums = decay.logSums(times);
  }

  @Override
  public String family() {
    return FAMILY;
  }

  @Override
  public Catalogue catalogue() {
    return catalogue;
  }

  @Override
  public void score(Context context, int domain, float[] scores) {
    ItemEventTimes.Moment moment = times.at(catalogue.ordinals(domain), context.now());
    int terms = decay.terms();
    for (int position = 0; position < scores.length; position++) {
      int event = moment.events()[position];
      scores[position] =
          event == ItemEventTimes.Moment.NONE
              ? 0
              : scale(decay.logTotal(logSums, event * terms, moment.ages()[position]));
    }
    for (int item : context.items()) {
      if (catalogue.domainOf(item) == domain) {
        scores[catalogue.positionOf(item)] = withoutOwn(context, item);
      }
    }
  }

  private double logCount(int event, long now) {
    return decay.logTotal(logSums, event * decay.terms(), (double) now - times.time(event));
  }

  private static float scale(double logCount) {
    return (float) (logCount >= 0 ? 1 + logCount : 1 / (1 - logCount));
  }

  /** The score of an item of the history, summed anew over the events of everybody else. */
  private float withoutOwn(Context context, int item) {
    long[] own = new long[context.length()];
    int owned = 0;
    for (int index = 0; index < context.length(); index++) {
      if (context.items()[index] == item) {
        own[owned++] = context.timestamps()[index];
      }
    }
    if (owned > 1) {
      Arrays.sort(own, 0, owned);
    }
    double[] sums = new double[decay.terms()];
    int newest = -1;
    for (int event = times.before(item, context.now()) - 1; event >= times.begin(item); event--) {
      while (owned > 0 && own[owned - 1] > times.time(event)) {
        owned--;
      }
      if (owned > 0 && own[owned - 1] == times.time(event)) {
        owned--;
        continue;
      }
      newest = newest < 0 ? event : newest;
      boolean matters = false;
      for (int term = 0; term < sums.length; term++) {
        double exponent = (times.time(event) - times.time(newest)) / decay.tau(term);
        sums[term] += Math.exp(exponent);
        matters |= exponent > NEGLIGIBLE;
      }
      if (!matters) {
        break;
      }
    }
    if (newest < 0) {
      return 0;
    }
    float[] logs = new float[sums.length];
    for (int term = 0; term < sums.length; term++) {
      logs[term] = (float) Math.log(sums[term]);
    }
    return scale(decay.logTotal(logs, 0, (double) context.now() - times.time(newest)));
  }

  @Override
  public List<Contribution> explain(Context context, int item) {
    float score;
    if (context.contains(item)) {
      score = withoutOwn(context, item);
    } else {
      int end = times.before(item, context.now());
      score = end == times.begin(item) ? 0 : scale(logCount(end - 1, context.now()));
    }
    return List.of(Contribution.of(FAMILY, score));
  }

  @Override
  public void save(ModelWriter out) {
    out.ints("offsets", times.offsets(), times.offsets().length);
    out.longs("times", times.times(), times.times().length);
    out.property("tau-seconds", decay.tausAsText());
    out.property("weights", decay.weightsAsText());
  }
}
