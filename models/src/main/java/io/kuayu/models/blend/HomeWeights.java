package io.kuayu.models.blend;

import io.kuayu.model.ModelReader;
import io.kuayu.model.ModelWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The weights of domains that are asked with nothing but their own events, with their trees: each
 * domain's were learnt from its own questions alone, as a blend of that domain would learn them.
 *
 * @param byDomain empty where a domain has none; later domains have none
 */
record HomeWeights(List<Optional<ScoreFusion>> byDomain) {
  /** No domain has any. */
  static final HomeWeights NONE = new HomeWeights(List.of());

  private static final String DOMAINS = "home-domains";
  private static final String PREFIX = "home-";
  private static final String[] NOWHERE = {};

  HomeWeights {
    byDomain = List.copyOf(byDomain);
  }

  Optional<ScoreFusion> of(int domain) {
    return domain < byDomain.size() ? byDomain.get(domain) : Optional.empty();
  }

  /** Writes nothing where there are none, so that such bundles stay as they were. */
  void save(ModelWriter out, int features) {
    List<String> domains = new ArrayList<>();
    for (int domain = 0; domain < byDomain.size(); domain++) {
      if (byDomain.get(domain).isPresent()) {
        domains.add(Integer.toString(domain));
        byDomain.get(domain).get().save(out.within(PREFIX + domain), features);
      }
    }
    if (!domains.isEmpty()) {
      out.property(DOMAINS, String.join(",", domains));
    }
  }

  static HomeWeights load(ModelReader in, int features) {
    List<Optional<ScoreFusion>> weights = new ArrayList<>();
    for (String text : in.findProperty(DOMAINS).map(all -> all.split(",", -1)).orElse(NOWHERE)) {
      int domain = Integer.parseInt(text);
      while (weights.size() < domain) {
        weights.add(Optional.empty());
      }
      weights.add(Optional.of(ScoreFusion.load(in.within(PREFIX + domain), features)));
    }
    return weights.isEmpty() ? NONE : new HomeWeights(weights);
  }
}
