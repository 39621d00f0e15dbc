package io.kuayu.models.blend;

import io.kuayu.model.ModelReader;
import io.kuayu.model.ModelWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The weights of domains that are asked with nothing but their own events, with their trees: each
 * domain's were learnt from its own questions alone, as a blend of that domain would learn them.
 *
 * @param byDomain empty where a domain has none; later domains have none
 */
record HomeWeights(List<Optional<ScoreFusion>> byDomain) {
  /** No domain has any. */
  static final HomeWeights NONE = new HomeWeights(List.of());

  private static final String WEIGHTS = "home-weights";
  private static final String ALONE = "home-alone";

  HomeWeights {
    byDomain = List.copyOf(byDomain);
  }

  Optional<ScoreFusion> of(int domain) {
    return domain < byDomain.size() ? byDomain.get(domain) : Optional.empty();
  }

  /** Writes nothing where there are none, so that such bundles stay as they were. */
  void save(ModelWriter out, int features) {
    for (int domain = 0; domain < byDomain.size(); domain++) {
      if (byDomain.get(domain).isPresent()) {
        ScoreFusion fusion = byDomain.get(domain).get();
        BlendWeights weights = fusion.weights();
        float[] values = weights.values();
        out.floats(WEIGHTS + "-" + domain, values, values.length / features, features);
        out.property(
            ALONE + "-" + domain,
            Arrays.stream(weights.alone())
                .mapToObj(String::valueOf)
                .collect(Collectors.joining(",")));
        ModelWriter rest = out.within(WEIGHTS + "-" + domain);
        fusion.trees().save(rest);
        fusion.bonus().save(rest);
      }
    }
  }

  static HomeWeights load(ModelReader in, int features, int domains) {
    List<Optional<ScoreFusion>> weights = new ArrayList<>();
    for (int domain = 0; domain < domains; domain++) {
      Optional<String> alone = in.findProperty(ALONE + "-" + domain);
      if (alone.isEmpty()) {
        weights.add(Optional.empty());
        continue;
      }
      int[] experts =
          Stream.of(alone.get().split(",", -1))
              .filter(expert -> !expert.isEmpty())
              .mapToInt(Integer::parseInt)
              .toArray();
      float[] values = in.floats(WEIGHTS + "-" + domain);
      ModelReader rest = in.within(WEIGHTS + "-" + domain);
      weights.add(
          Optional.of(
              new ScoreFusion(
                  new BlendWeights(features, domains, values).speakingAlone(experts),
                  BoostedTrees.load(rest),
                  NewItemBonus.load(rest))));
    }
    return weights.stream().allMatch(Optional::isEmpty) ? NONE : new HomeWeights(weights);
  }
}
