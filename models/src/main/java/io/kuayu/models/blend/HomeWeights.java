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
 * The weights of domains that are asked with nothing but their own events: each domain's were
 * learnt from its own questions alone, as a blend of that domain would learn them.
 *
 * @param byDomain empty where a domain has none; later domains have none
 */
record HomeWeights(List<Optional<BlendWeights>> byDomain) {
  /** No domain has any. */
  static final HomeWeights NONE = new HomeWeights(List.of());

  private static final String WEIGHTS = "home-weights";
  private static final String ALONE = "home-alone";

  HomeWeights {
    byDomain = List.copyOf(byDomain);
  }

  Optional<BlendWeights> of(int domain) {
    return domain < byDomain.size() ? byDomain.get(domain) : Optional.empty();
  }

  /** Writes nothing where there are none, so that such bundles stay as they were. */
  void save(ModelWriter out, int features) {
    for (int domain = 0; domain < byDomain.size(); domain++) {
      if (byDomain.get(domain).isPresent()) {
        BlendWeights weights = byDomain.get(domain).get();
        float[] values = weights.values();
        out.floats(WEIGHTS + "-" + domain, values, values.length / features, features);
        out.property(
            ALONE + "-" + domain,
            Arrays.stream(weights.alone())
                .mapToObj(String::valueOf)
                .collect(Collectors.joining(",")));
      }
    }
  }

  static HomeWeights load(ModelReader in, int features, int domains) {
    List<Optional<BlendWeights>> weights = new ArrayList<>();
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
      weights.add(Optional.of(new BlendWeights(features, domains, values).speakingAlone(experts)));
    }
    return weights.stream().allMatch(Optional::isEmpty) ? NONE : new HomeWeights(weights);
  }
}
