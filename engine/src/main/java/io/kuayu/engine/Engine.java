package io.kuayu.engine;

import io.kuayu.core.Catalogue;
import io.kuayu.core.ErrorCode;
import io.kuayu.core.ItemKey;
import io.kuayu.core.KuayuException;
import io.kuayu.core.Seed;
import io.kuayu.core.settings.NameSuggestion;
import io.kuayu.engine.catalogue.DeletedItems;
import io.kuayu.engine.catalogue.ResolvedHistory;
import io.kuayu.engine.explain.ItemTerms;
import io.kuayu.engine.explain.ReasonBuilder;
import io.kuayu.engine.filter.AttributeIndex;
import io.kuayu.engine.filter.Filter;
import io.kuayu.engine.map.ItemMap;
import io.kuayu.engine.request.Answer;
import io.kuayu.engine.request.Deadline;
import io.kuayu.engine.request.Explanation;
import io.kuayu.engine.request.Request;
import io.kuayu.engine.vector.UnitVectors;
import io.kuayu.model.Model;
import io.kuayu.model.Scoring;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Answers requests with one model. It scores every item of the requested domains, applies the rules
 * that exclude items, and merges the best of each domain into one list.
 *
 * <p>Immutable except for {@link #setDeleted deleted} items. Thread-safe where the model is; the
 * model stays owned by the caller. A request costs one scoring of each requested domain, and with
 * reasons one {@link Model#explain} for each item of the list.
 */
public final class Engine implements RecommendationEngine {
  private final Model model;
  private final String name;
  private final Catalogue catalogue;
  private final long[] ties;
  private final DeletedItems deleted;
  private final DomainCandidates rules;
  private final Optional<UnitVectors> vectors;
  private final ReasonBuilder reasons;
  private final AtomicReference<@Nullable AttributeIndex> attributes = new AtomicReference<>();

  private Engine(Model model, String name, Seed seed) {
    this.model = model;
    this.name = name;
    this.catalogue = model.catalogue();
    CompletableFuture<ItemTerms> terms =
        CompletableFuture.supplyAsync(() -> new ItemTerms(catalogue));
    Seed tieSeed = seed.derive("ties");
    ties = new long[catalogue.size()];
    Arrays.parallelSetAll(ties, item -> tieSeed.derive(catalogue.key(item).toString()).value());
    deleted = new DeletedItems(catalogue.size());
    rules = new DomainCandidates(catalogue, ties, deleted);
    vectors = model.embedding().map(embedding -> new UnitVectors(catalogue, embedding));
    reasons = new ReasonBuilder(catalogue, terms.join(), deleted);
  }

  /** An engine that breaks ties with the seed 0. */
  public static Engine of(Model model) {
    return of(model, new Seed(0));
  }

  /**
   * An engine over the model's catalogue.
   *
   * @param seed decides the order of items with equal scores
   */
  public static Engine of(Model model, Seed seed) {
    return new Engine(model, model.family(), seed);
  }

  /** As above, with a name that includes the version. */
  public static Engine of(Model model, String name, Seed seed) {
    return new Engine(model, name, seed);
  }

  /**
   * As {@link #of(Model, String, Seed)}, and reuses what this engine has built and is still valid.
   *
   * @param catalogue a later form of the catalogue of this engine's model
   * @param changed items that are new or have changed
   */
  public Engine after(Model catalogue, Seed seed, Set<ItemKey> changed) {
    Engine next = new Engine(catalogue, name, seed);
    Set<Integer> ordinals = changed.stream().map(next::ordinal).collect(Collectors.toSet());
    vectors.ifPresent(own -> next.vectors.ifPresent(domains -> domains.updateFrom(own, ordinals)));
    AttributeIndex known = attributes.get();
    if (known != null) {
      next.attributes.set(
          known.with(
              ordinals.stream().filter(item -> item >= 0).map(next.catalogue::item).toList()));
    }
    return next;
  }

  /**
   * Answers a request from the history that it contains. Callers that store histories of people use
   * a {@link io.kuayu.engine.consent.PersonalEngine}, which respects their consent.
   *
   * @throws KuayuException where it names a domain that does not exist
   */
  @Override
  public Answer answer(Request request) {
    return new RequestExecution(this, request, history(request)).answer();
  }

  @Override
  public Explanation explain(Request request, ItemKey item) {
    int ordinal = requireItem(item);
    ResolvedHistory history = history(request);
    Scoring scoring = model.scoring(history.context(), catalogue.domainOf(ordinal));
    Map<ItemKey, Explanation> explanations = new HashMap<>();
    var _ =
        new RequestExecution(this, request, history)
            .explain(scoring, new int[] {ordinal}, explanations, Deadline.in(request.budget()));
    return explanations.getOrDefault(item, Explanation.NONE);
  }

  @Override
  public Answer similar(ItemKey item, Set<String> domains, int size) {
    return new SimilarItems(this).to(requireItem(item), domains, size);
  }

  /**
   * A plane map of the items; empty where the model has no item vectors.
   *
   * @param domains whose items are on the map
   * @param maxItems the largest number of items on the map
   */
  public Optional<ItemMap> map(Set<String> domains, int maxItems) {
    return vectors.map(space -> ItemMap.of(catalogue, deleted, space, domains, maxItems));
  }

  @Override
  public Catalogue catalogue() {
    return catalogue;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean offers(ItemKey item) {
    int ordinal = ordinal(item);
    return ordinal >= 0 && !deleted.contains(ordinal);
  }

  /** Excludes an item from recommendations, from the next request on; ignores an unknown one. */
  public void setDeleted(ItemKey item, boolean isDeleted) {
    int ordinal = ordinal(item);
    if (ordinal >= 0) {
      deleted.mark(ordinal, isDeleted);
    }
  }

  private ResolvedHistory history(Request request) {
    return ResolvedHistory.of(catalogue, request);
  }

  public Model model() {
    return model;
  }

  DomainCandidates rules() {
    return rules;
  }

  Optional<UnitVectors> vectors() {
    return vectors;
  }

  ReasonBuilder reasons() {
    return reasons;
  }

  long tie(int item) {
    return ties[item];
  }

  DeletedItems deleted() {
    return deleted;
  }

  /** The ordinal of an item, {@link CandidateScorer#UNKNOWN} where there is none. */
  int ordinal(ItemKey item) {
    return catalogue.ordinal(item).orElse(CandidateScorer.UNKNOWN);
  }

  private int requireItem(ItemKey item) {
    if (!offers(item)) {
      throw new KuayuException(
          ErrorCode.UNKNOWN_ITEM,
          "there is no item '" + item.id() + "' in domain '" + item.domain() + "'",
          "name an item of the catalogue");
    }
    return ordinal(item);
  }

  /** The ordinals of some domains, or of all where none is named. */
  List<Integer> domains(Set<String> domains) {
    checkDomains(domains);
    List<String> names = catalogue.domains();
    List<Integer> asked = new ArrayList<>();
    for (int domain = 0; domain < names.size(); domain++) {
      if (domains.isEmpty() || domains.contains(names.get(domain))) {
        asked.add(domain);
      }
    }
    return asked;
  }

  /**
   * Rejects domains that do not exist.
   *
   * @throws KuayuException which names the existing domains, and the nearest
   */
  public void checkDomains(Set<String> domains) {
    List<String> names = catalogue.domains();
    for (String name : domains) {
      if (!names.contains(name)) {
        String all = "the domains are " + String.join(", ", names);
        throw new KuayuException(
            ErrorCode.UNKNOWN_DOMAIN,
            "there is no domain '" + name + "'",
            NameSuggestion.to(name, names)
                .map(near -> "did you mean '" + near + "'? " + all)
                .orElse(all));
      }
    }
  }

  /**
   * Rejects a filter on an attribute that no item of the domains has.
   *
   * @param domains empty means all
   * @throws KuayuException which names the attributes that there are, and the nearest
   */
  public void checkFilter(Filter filter, Set<String> domains) {
    if (!filter.attributes().isEmpty()) {
      List<String> asked = new ArrayList<>(catalogue.domains());
      asked.removeIf(domain -> !domains.isEmpty() && !domains.contains(domain));
      attributes().check(filter, asked);
    }
  }

  /** The attributes that items have. The first call looks at every item. */
  public AttributeIndex attributes() {
    AttributeIndex known = attributes.get();
    if (known == null) {
      synchronized (attributes) {
        known = attributes.get();
        if (known == null) {
          known = AttributeIndex.of(catalogue);
          attributes.set(known);
        }
      }
    }
    return known;
  }
}
