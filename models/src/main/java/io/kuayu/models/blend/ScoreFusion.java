package io.kuayu.models.blend;

import io.kuayu.model.ModelReader;
import io.kuayu.model.ModelWriter;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How the scores of experts become one.
 *
 * @param weights of each expert and fact, by situation
 * @param trees which correct what the weights give, in domains whose weights were learnt
 * @param bonus of items without training events
 */
record ScoreFusion(BlendWeights weights, BoostedTrees trees, NewItemBonus bonus) {
  private static final String WEIGHTS = "weights";
  private static final String DOMAINS = "domains";
  private static final String ALONE = "alone";

  /** The trees of a domain. */
  BoostedTrees treesOf(int domain) {
    return weights.speakFor(domain) ? trees : BoostedTrees.NONE;
  }

  /** The bonus of a domain; where one expert speaks alone, it ranks new items as well. */
  NewItemBonus bonusOf(int domain) {
    return weights.isAlone(domain) ? NewItemBonus.NONE : bonus;
  }

  /**
   * Writes all of it.
   *
   * @param features of a candidate, {@link BlendFeatures#count}
   */
  void save(ModelWriter out, int features) {
    float[] values = weights.values();
    out.floats(WEIGHTS, values, values.length / features, features);
    out.property(DOMAINS, Integer.toString(weights.domains()));
    if (weights.alone().length > 0) {
      out.property(
          ALONE,
          Arrays.stream(weights.alone())
              .mapToObj(String::valueOf)
              .collect(Collectors.joining(",")));
    }
    trees.save(out);
    bonus.save(out);
  }

  static ScoreFusion load(ModelReader in, int features) {
    int domains = Integer.parseInt(in.property(DOMAINS));
    int[] alone =
        in.findProperty(ALONE).stream()
            .flatMap(text -> Stream.of(text.split(",", -1)))
            .mapToInt(Integer::parseInt)
            .toArray();
    return new ScoreFusion(
        new BlendWeights(features, domains, in.floats(WEIGHTS)).speakingAlone(alone),
        BoostedTrees.load(in),
        NewItemBonus.load(in));
  }
}
