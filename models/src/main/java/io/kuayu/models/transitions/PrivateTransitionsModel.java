package io.kuayu.models.transitions;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.model.Contribution;
import io.kuayu.model.Embedding;
import io.kuayu.model.Model;
import io.kuayu.model.ModelReader;
import io.kuayu.model.ModelWriter;
import io.kuayu.model.live.CatalogueExtension;
import io.kuayu.model.live.Extensible;
import io.kuayu.models.popularity.PopularityFamily;
import io.kuayu.models.sparse.HistoryWeights;
import io.kuayu.models.sparse.SparseMatrix;
import io.kuayu.models.text.TextFamily;
import io.kuayu.privacy.dp.PrivacyBudget;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Private transitions as a correction of what texts say: the sum of {@value #TEXT} times the
 * similarity of the item's text to the history, {@value #POPULARITY} times the logarithm of how
 * many people took it, and {@code PAIRS · log(1 + SCALE · f)}. Here f is the sum, over the events
 * of the history, of the event's weight times the pair's shrunk count, divided by the root of both
 * items' counts.
 */
final class PrivateTransitionsModel implements Model, Extensible {
  /** Marks a bundle of this model among those of the family. */
  static final String MARK = "text-pairs";

  private static final double TEXT = 8;
  private static final double POPULARITY = .25;
  private static final double PAIRS = 3;
  private static final double SCALE = 10;
  private static final String LOG_COUNTS = "log-counts";
  private static final String TEXT_PART = "text";
  private static final String POPULARITY_KIND = new PopularityFamily().name();

  private final Catalogue catalogue;
  private final Model text;
  private final SparseMatrix pairs;
  private final float[] logCounts;
  private final double decay;

  private PrivateTransitionsModel(
      Catalogue catalogue, Model text, SparseMatrix pairs, float[] logCounts, double decay) {
    this.catalogue = catalogue;
    this.text = text;
    this.pairs = pairs;
    this.logCounts = logCounts;
    this.decay = decay;
  }

  /**
   * Puts the released counts together, which spends no budget.
   *
   * @param text of the family {@code text}; owned by the new model
   * @param list the pairs that were counted
   * @param budget that the counts were released with
   */
  static PrivateTransitionsModel of(
      Model text, long[] list, NoisyPairCounts counts, PrivacyBudget budget, double decay) {
    Catalogue catalogue = text.catalogue();
    double itemNoise = NoisyPairCounts.itemNoise(budget);
    double[] shrunk = counts.shrunkPairs(NoisyPairCounts.pairNoise(budget));
    double[] people = new double[catalogue.size()];
    Arrays.setAll(people, item -> Math.max(0, counts.items()[item]) + itemNoise);
    float[] logCounts = new float[people.length];
    for (int item = 0; item < people.length; item++) {
      logCounts[item] = (float) Math.log(people[item]);
    }
    return new PrivateTransitionsModel(
        catalogue, text, matrix(list, shrunk, people), logCounts, decay);
  }

  private static SparseMatrix matrix(long[] list, double[] shrunk, double[] people) {
    List<List<Integer>> places = new ArrayList<>();
    for (int item = 0; item < people.length; item++) {
      places.add(new ArrayList<>(0));
    }
    for (int place = 0; place < list.length; place++) {
      if (shrunk[place] > 0) {
        places.get(NearPairs.first(list[place])).add(place);
        places.get(NearPairs.second(list[place])).add(place);
      }
    }
    return SparseMatrix.make(
        people.length,
        Integer.MAX_VALUE,
        1,
        (item, row) -> {
          for (int place : places.get(item)) {
            int first = NearPairs.first(list[place]);
            int other = first == item ? NearPairs.second(list[place]) : first;
            row.add(other, (float) (shrunk[place] / Math.sqrt(people[item] * people[other])));
          }
        });
  }

  static PrivateTransitionsModel load(ModelReader in, Catalogue catalogue) {
    return new PrivateTransitionsModel(
        catalogue,
        new TextFamily().load(in.within(TEXT_PART), catalogue),
        SparseMatrix.load(in),
        extended(in.floats(LOG_COUNTS), catalogue.size()),
        Double.parseDouble(in.property("decay")));
  }

  /** Later items count as taken by nobody. */
  private static float[] extended(float[] logCounts, int size) {
    float[] all = Arrays.copyOf(logCounts, size);
    float lowest = Float.POSITIVE_INFINITY;
    for (float count : logCounts) {
      lowest = Math.min(lowest, count);
    }
    Arrays.fill(all, Math.min(size, logCounts.length), size, logCounts.length == 0 ? 0 : lowest);
    return all;
  }

  @Override
  public String family() {
    return TransitionsFamily.NAME;
  }

  @Override
  public Catalogue catalogue() {
    return catalogue;
  }

  @Override
  public void score(Context context, int domain, float[] scores) {
    text.score(context, domain, scores);
    int[] items = catalogue.ordinals(domain);
    float[] followed = followed(context, domain);
    for (int position = 0; position < items.length; position++) {
      scores[position] =
          (float)
              (TEXT * scores[position]
                  + POPULARITY * logCounts[items[position]]
                  + fromPairs(followed[position]));
    }
  }

  private static double fromPairs(double followed) {
    return followed > 0 ? PAIRS * Math.log1p(SCALE * followed) : 0;
  }

  /** What the pairs say by position, {@code [items of the domain]}. */
  private float[] followed(Context context, int domain) {
    float[] followed = new float[catalogue.ordinals(domain).length];
    int[] items = context.items();
    float[] weights = HistoryWeights.of(items.length, decay);
    for (int index = items.length - 1; index >= 0 && weights[index] > 0; index--) {
      if (items[index] < pairs.size() && catalogue.domainOf(items[index]) == domain) {
        for (int place = pairs.begin(items[index]); place < pairs.end(items[index]); place++) {
          followed[catalogue.positionOf(pairs.column(place))] +=
              weights[index] * pairs.value(place);
        }
      }
    }
    return followed;
  }

  /** What the pairs add is divided among the events in proportion to what each says. */
  @Override
  public List<Contribution> explain(Context context, int item) {
    List<Contribution> contributions = new ArrayList<>();
    for (Contribution part : text.explain(context, item)) {
      contributions.add(
          new Contribution(part.kind(), part.event(), TEXT * part.weight(), part.modality()));
    }
    contributions.add(Contribution.of(POPULARITY_KIND, POPULARITY * logCounts[item]));
    int[] items = context.items();
    float[] weights = HistoryWeights.of(items.length, decay);
    double[] said = new double[items.length];
    double followed = 0;
    for (int index = 0; index < items.length; index++) {
      said[index] = items[index] < pairs.size() ? weights[index] * pairs.at(items[index], item) : 0;
      followed += said[index];
    }
    for (int index = 0; index < items.length; index++) {
      if (said[index] > 0) {
        contributions.add(
            Contribution.ofEvent(index, fromPairs(followed) * said[index] / followed));
      }
    }
    return contributions;
  }

  @Override
  public Optional<Embedding> embedding() {
    return text.embedding();
  }

  @Override
  public Model over(Catalogue later, int[] changed) {
    return new PrivateTransitionsModel(
        later, CatalogueExtension.of(text, later), pairs, extended(logCounts, later.size()), decay);
  }

  @Override
  public void save(ModelWriter out) {
    text.save(out.within(TEXT_PART));
    pairs.save(out);
    out.floats(LOG_COUNTS, logCounts, logCounts.length);
    out.property("decay", Double.toString(decay));
    out.property(MARK, "true");
  }

  @Override
  public void close() {
    text.close();
  }
}
