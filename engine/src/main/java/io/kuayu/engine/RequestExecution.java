package io.kuayu.engine;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Item;
import io.kuayu.core.ItemKey;
import io.kuayu.core.Reason;
import io.kuayu.core.Recommendation;
import io.kuayu.engine.catalogue.ResolvedHistory;
import io.kuayu.engine.explain.ReasonBuilder;
import io.kuayu.engine.request.Answer;
import io.kuayu.engine.request.Deadline;
import io.kuayu.engine.request.Explanation;
import io.kuayu.engine.request.Request;
import io.kuayu.engine.request.RerankingOptions;
import io.kuayu.engine.rerank.Candidate;
import io.kuayu.engine.rerank.Reranker;
import io.kuayu.engine.rerank.SlotAllocation;
import io.kuayu.engine.vector.UnitVectors;
import io.kuayu.model.Contribution;
import io.kuayu.model.Scoring;
import io.kuayu.model.TimeLimit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The execution of one request. */
final class RequestExecution {
  /** Candidates considered per place of the list, where more than scores count. */
  private static final int CHOICE_FACTOR = 5;

  private static final int MIN_POOL_SIZE = 60;

  /** Places that are reranked one by one; a longer list continues by score. */
  private static final int MAX_RERANKED_SIZE = 200;

  /** Items that are explained before the first look at the clock. */
  private static final int EXPLAINED_AT_ONCE = 64;

  private static final int GROWTH = 4;

  private final Engine engine;
  private final Catalogue catalogue;
  private final Request request;
  private final ResolvedHistory history;
  private final Deadline deadline;
  private final Map<Integer, Scoring> scorings = new HashMap<>();
  private final List<String> degraded = new ArrayList<>();
  private final Map<ItemKey, Set<String>> terms = new HashMap<>();

  RequestExecution(Engine engine, Request request, ResolvedHistory history) {
    this.engine = engine;
    this.catalogue = engine.catalogue();
    this.request = request;
    this.history = history;
    this.deadline = Deadline.in(request.budget());
  }

  Answer answer() {
    reportUnknownItems();
    List<Candidate[]> best = candidates(engine.domains(request.rules().domains()));
    List<Candidate> list = rerank(best);
    Map<ItemKey, Explanation> explanations = explain(list);
    List<Recommendation> items = new ArrayList<>();
    for (int index = 0; index < list.size(); index++) {
      Candidate candidate = list.get(index);
      Item item = catalogue.item(candidate.item());
      items.add(
          new Recommendation(
              item.key(),
              item.title(),
              candidate.score(),
              index + 1,
              scoring(candidate.item()).source(candidate.item()),
              itemsWithReasons(explanations, item.key())));
    }
    return new Answer(items, engine.name(), degraded, explanations);
  }

  private static List<Reason> itemsWithReasons(
      Map<ItemKey, Explanation> explanations, ItemKey item) {
    Explanation explanation = explanations.get(item);
    return explanation == null
        ? List.of()
        : explanation.reasons().stream().limit(ReasonBuilder.MAX_EVIDENCE).toList();
  }

  private void reportUnknownItems() {
    if (history.context().length() == 0) {
      degraded.add("cold: nothing is known of the person that the model can use");
    } else if (!history.unknown().isEmpty()) {
      degraded.add(
          "unknown items: %d of %d events name items that the catalogue does not hold"
              .formatted(
                  history.unknown().size(), history.unknown().size() + history.events().size()));
    }
  }

  private Scoring scoring(int item) {
    return Objects.requireNonNull(scorings.get(catalogue.domainOf(item)));
  }

  private List<Candidate[]> candidates(List<Integer> domains) {
    int page = request.page().stream().mapToInt(engine::ordinal).findAny().orElse(-1);
    List<Candidate[]> best = new ArrayList<>();
    List<String> skipped = new ArrayList<>();
    for (int domain : domains) {
      if (!best.isEmpty() && deadline.isOver()) {
        skipped.add(catalogue.domains().get(domain));
        continue;
      }
      Scoring scoring = engine.model().scoring(history.context(), domain);
      scorings.put(domain, scoring);
      best.add(
          engine
              .rules()
              .best(
                  history.context(),
                  domain,
                  scoring.scores(),
                  request.rules(),
                  page,
                  poolSize(),
                  deadline,
                  () ->
                      degraded.add(
                          "time budget: not all items looked at: "
                              + catalogue.domains().get(domain))));
    }
    if (!skipped.isEmpty()) {
      degraded.add("time budget: not scored: " + String.join(", ", skipped));
    }
    return best;
  }

  private boolean isRankedByScoreAlone() {
    RerankingOptions arrangement = request.reranking();
    return arrangement.diversity() == 0
        && !arrangement.calibrated()
        && arrangement.quotas().isEmpty();
  }

  private int poolSize() {
    int size = request.size();
    return isRankedByScoreAlone() || size >= MAX_RERANKED_SIZE * CHOICE_FACTOR
        ? size
        : Math.max(MIN_POOL_SIZE, size * CHOICE_FACTOR);
  }

  private List<Candidate> rerank(List<Candidate[]> best) {
    if (isRankedByScoreAlone()) {
      return SlotAllocation.share(best, request.size());
    }
    if (deadline.isOver()) {
      degraded.add("time budget: the list is by scores alone");
      return SlotAllocation.share(best, request.size());
    }
    engine.checkDomains(request.reranking().quotas().keySet());
    int reranker = Math.min(request.size(), MAX_RERANKED_SIZE);
    List<Candidate> list =
        new ArrayList<>(
            new Reranker(catalogue, best, reranker, request.reranking(), vectors(), domainShares())
                .rerank(reranker, deadline));
    boolean isCut = list.size() < reranker && deadline.isOver();
    if (isCut) {
      degraded.add("time budget: after place " + list.size() + " it is by scores alone");
    }
    if (list.size() < request.size() && (isCut || reranker < request.size())) {
      if (!isCut) {
        degraded.add("long list: after place " + MAX_RERANKED_SIZE + " it is by scores alone");
      }
      IntStream taken = list.stream().mapToInt(Candidate::item);
      Set<Integer> used = taken.boxed().collect(Collectors.toSet());
      best.stream()
          .flatMap(Arrays::stream)
          .filter(candidate -> !used.contains(candidate.item()))
          .sorted()
          .limit(request.size() - list.size())
          .forEach(list::add);
    }
    return list;
  }

  private Optional<UnitVectors> vectors() {
    if (request.reranking().diversity() == 0) {
      return Optional.empty();
    }
    if (engine.vectors().isEmpty()) {
      degraded.add("diversity: the model has no item vectors");
    }
    return engine.vectors();
  }

  /** The share of the history in each scored domain; empty where calibration is not possible. */
  private double[] domainShares() {
    if (!request.reranking().calibrated()) {
      return new double[0];
    }
    double[] shares = new double[catalogue.domains().size()];
    double whole = 0;
    for (int item : history.context().items()) {
      if (scorings.containsKey(catalogue.domainOf(item))) {
        shares[catalogue.domainOf(item)]++;
        whole++;
      }
    }
    if (whole == 0) {
      degraded.add("calibration: the history has no event in these domains");
      return new double[0];
    }
    for (int domain = 0; domain < shares.length; domain++) {
      shares[domain] /= whole;
    }
    return shares;
  }

  private Map<ItemKey, Explanation> explain(List<Candidate> list) {
    Map<ItemKey, Explanation> explanations = new HashMap<>();
    if (!request.explain()) {
      return explanations;
    }
    for (Map.Entry<Integer, Scoring> domain : scorings.entrySet()) {
      int[] items =
          list.stream()
              .mapToInt(Candidate::item)
              .filter(item -> catalogue.domainOf(item) == domain.getKey())
              .toArray();
      if (items.length > 0 && deadline.isOver()) {
        degraded.add("time budget: no reasons for " + catalogue.domains().get(domain.getKey()));
        continue;
      }
      explainWithinTime(domain, items, explanations);
    }
    return explanations;
  }

  /**
   * Explains some items at a time and stops when the deadline is over. A call costs some models
   * much, however few its items: while there is time, the calls become larger.
   */
  private void explainWithinTime(
      Map.Entry<Integer, Scoring> domain, int[] items, Map<ItemKey, Explanation> explanations) {
    int done = 0;
    int atOnce = EXPLAINED_AT_ONCE;
    while (done < items.length && !deadline.isOver()) {
      long begin = System.nanoTime();
      int[] next = Arrays.copyOfRange(items, done, Math.min(items.length, done + atOnce));
      try {
        done +=
            TimeLimit.until(
                deadline.nanoTime(),
                () -> explain(domain.getValue(), next, explanations, deadline));
      } catch (TimeLimit.Exceeded e) {
        break;
      }
      if ((System.nanoTime() - begin) * GROWTH * 2 < deadline.remaining().toNanos()) {
        atOnce *= GROWTH;
      }
    }
    if (done < items.length) {
      degraded.add(
          "time budget: reasons for %d of %d items of %s"
              .formatted(done, items.length, catalogue.domains().get(domain.getKey())));
    }
  }

  /**
   * The explanations of some items of the scored domain, of the first at least.
   *
   * @return how many were explained before the deadline
   */
  int explain(Scoring scoring, int[] items, Map<ItemKey, Explanation> explanations, Deadline end) {
    List<List<Contribution>> contributions = scoring.explain(items);
    for (int index = 0; index < items.length; index++) {
      if (index > 0 && end.isOver()) {
        return index;
      }
      explanations.put(
          catalogue.key(items[index]),
          engine
              .reasons()
              .of(
                  history,
                  items[index],
                  scoring.scores()[catalogue.positionOf(items[index])],
                  contributions.get(index),
                  scoring.parts(items[index]),
                  terms));
    }
    return items.length;
  }
}
