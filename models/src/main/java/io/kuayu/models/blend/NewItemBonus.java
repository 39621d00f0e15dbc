package io.kuayu.models.blend;

import io.kuayu.core.math.TopRows;
import io.kuayu.model.ModelReader;
import io.kuayu.model.ModelWriter;
import java.util.function.IntPredicate;

/**
 * The bonus in log odds of items without training events. Likelihood alone would never surface
 * items that nobody has tried. The new item that a query ranks highest gets all of it, the others
 * less, down to none after {@link #LIST}: what should be tried is in sight then, and hundreds of
 * other new items overtake nothing. In a {@linkplain ItemStatistics#isSparse sparse} domain, where
 * new items are the rule, each of them gets all of it. Items with one to four events each get a
 * fixed share, since new items would overtake them otherwise.
 *
 * @param most of the highest new item
 * @param rare of an item with one to four events
 */
record NewItemBonus(float most, float rare) {
  static final NewItemBonus NONE = new NewItemBonus(0, 0);

  /** New items that get some of the bonus. */
  static final int LIST = 20;

  private static final String PROPERTY = "new-items";
  private static final float RARE_SHARE = .5f;

  /** Fewer questions cannot tell what more costs. */
  private static final int MIN_QUESTIONS = 100;

  private static final float[] MULTIPLES = {1.5f, 2};

  /** These weights with the bonus of rare items, which needs no ranking. */
  BlendWeights in(BlendWeights weights, int constant) {
    return weights.favouring(1, constant, rare);
  }

  /**
   * What the new items among candidates get, {@code [candidates]}.
   *
   * @param isNew whether a candidate has no training events and may be recommended
   * @param isSparse whether the candidates are of a sparse domain
   */
  float[] of(float[] scores, IntPredicate isNew, boolean isSparse) {
    return isSparse ? ofEach(scores.length, isNew) : ofHighest(scores, isNew);
  }

  private float[] ofEach(int candidates, IntPredicate isNew) {
    float[] bonus = new float[candidates];
    for (int n = 0; n < candidates; n++) {
      bonus[n] = isNew.test(n) ? most : 0;
    }
    return bonus;
  }

  private float[] ofHighest(float[] scores, IntPredicate isNew) {
    TopRows top = new TopRows(LIST);
    for (int n = 0; n < scores.length; n++) {
      if (scores[n] >= top.threshold() && isNew.test(n)) {
        top.offer(n, scores[n]);
      }
    }
    float[] bonus = new float[scores.length];
    TopRows.Row[] rows = top.descending();
    for (int rank = 0; rank < rows.length; rank++) {
      bonus[rows[rank].row()] = most * (LIST - rank) / LIST;
    }
    return bonus;
  }

  /** Writes nothing where there is none; the weights hold the bonus of rare items. */
  void save(ModelWriter out) {
    if (most > 0) {
      out.property(PROPERTY, Float.toString(most));
    }
  }

  static NewItemBonus load(ModelReader in) {
    return in.findProperty(PROPERTY)
        .map(most -> new NewItemBonus(Float.parseFloat(most), 0))
        .orElse(NONE);
  }

  /**
   * The largest multiple of a bonus, up to twice, that costs held-out questions nothing against the
   * bonus itself.
   */
  static NewItemBonus chosen(HeldOutQuestions questions, float asked) {
    NewItemBonus chosen = new NewItemBonus(asked, RARE_SHARE * asked);
    if (questions.size() >= MIN_QUESTIONS && asked > 0) {
      double least = questions.mean(chosen);
      for (float multiple : MULTIPLES) {
        NewItemBonus more = new NewItemBonus(multiple * asked, RARE_SHARE * asked);
        if (questions.mean(more) >= least) {
          chosen = more;
        }
      }
    }
    return chosen;
  }
}
