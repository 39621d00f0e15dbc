package io.kuayu.engine;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Item;
import io.kuayu.core.KuayuException;
import io.kuayu.core.Model;
import io.kuayu.core.Query;
import io.kuayu.core.Reason;
import io.kuayu.core.Recommendation;
import io.kuayu.core.Recommender;
import io.kuayu.core.Seed;
import io.kuayu.core.settings.Nearest;
import java.util.ArrayList;
import java.util.List;

/**
 * Answers queries with one model: every item of the asked domains is scored, the history's items
 * are left out, and {@link DomainPlaces} merges the best of each domain into one list.
 *
 * <p>Thread-safe where the model is; the model stays owned by the caller. A query costs one scoring
 * of each asked domain, and with reasons whatever {@link Model#explain} costs for each item of the
 * list.
 */
public final class Engine implements Recommender {
  private final Model model;
  private final Catalogue catalogue;
  private final long[] ties;
  private final Reasons reasons;

  private Engine(Model model, Seed seed) {
    this.model = model;
    this.catalogue = model.catalogue();
    this.reasons = new Reasons(model);
    Seed forTies = seed.derive("ties");
    ties = new long[catalogue.size()];
    for (int item = 0; item < ties.length; item++) {
      ties[item] = forTies.derive(catalogue.item(item).key().toString()).value();
    }
  }

  /** An engine that breaks ties by the seed 0. */
  public static Engine of(Model model) {
    return of(model, new Seed(0));
  }

  /**
   * An engine over the model's catalogue.
   *
   * @param seed decides which of two items with one score comes first
   */
  public static Engine of(Model model, Seed seed) {
    return new Engine(model, seed);
  }

  @Override
  public List<Recommendation> recommend(Query query) {
    return recommend(query, KnownHistory.of(catalogue, query.history(), query.now()));
  }

  /** As above, for a history that was looked up before. */
  public List<Recommendation> recommend(Query query, KnownHistory history) {
    List<Candidate[]> best = new ArrayList<>();
    for (int domain : asked(query)) {
      best.add(best(history, domain, query.size()));
    }
    List<Candidate> list = DomainPlaces.share(best, query.size());
    List<Recommendation> answer = new ArrayList<>();
    for (int index = 0; index < list.size(); index++) {
      Candidate candidate = list.get(index);
      Item item = catalogue.item(candidate.item());
      List<Reason> why =
          query.explain() ? reasons.of(history, candidate.item()) : List.<Reason>of();
      answer.add(
          new Recommendation(
              item.key(),
              item.title(),
              candidate.score(),
              index + 1,
              model.source(history.context(), candidate.item()),
              why));
    }
    return answer;
  }

  /** The best items of one domain that are not in the history, best first. */
  private Candidate[] best(KnownHistory history, int domain, int size) {
    int[] items = catalogue.ordinals(domain);
    float[] scores = new float[items.length];
    model.score(history.context(), domain, scores);
    for (int own : history.context().items()) {
      if (catalogue.domainOf(own) == domain) {
        scores[catalogue.positionOf(own)] = Float.NaN;
      }
    }
    BestScores best = new BestScores(Math.min(size, items.length));
    for (int position = 0; position < items.length; position++) {
      best.offer(items[position], scores[position], ties[items[position]]);
    }
    return best.descending();
  }

  private List<Integer> asked(Query query) {
    List<String> names = catalogue.domains();
    for (String name : query.domains()) {
      if (!names.contains(name)) {
        String all = "the domains are " + String.join(", ", names);
        throw new KuayuException(
            "there is no domain '" + name + "'",
            Nearest.to(name, names).map(near -> "did you mean '" + near + "'? " + all).orElse(all));
      }
    }
    List<Integer> asked = new ArrayList<>();
    for (int domain = 0; domain < names.size(); domain++) {
      if (query.domains().isEmpty() || query.domains().contains(names.get(domain))) {
        asked.add(domain);
      }
    }
    return asked;
  }
}
