package io.kuayu.engine.consent;

import io.kuayu.core.Catalogue;
import io.kuayu.core.ItemKey;
import io.kuayu.engine.CandidateScorer;
import io.kuayu.engine.Engine;
import io.kuayu.engine.catalogue.ResolvedHistory;
import io.kuayu.engine.request.Answer;
import io.kuayu.engine.request.CandidateRules;
import io.kuayu.engine.request.Deadline;
import io.kuayu.engine.request.Explanation;
import io.kuayu.engine.request.Request;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** One engine behind the gate. Thread-safe where the engine is. */
public final class ConsentedEngine implements PersonalEngine {
  private final Engine engine;
  private final ConsentedScorer scorer;

  /**
   * @param engine stays owned by the caller
   */
  public ConsentedEngine(Engine engine) {
    this.engine = engine;
    scorer = new ConsentedScorer(engine.model());
  }

  @Override
  public Answer answer(Person person, PersonalRequest request) {
    Set<String> domains = request.rules().domains();
    engine.checkDomains(domains);
    engine.checkFilter(request.rules().filter(), domains);
    ConsentedQueries consented = queries(person, domains);
    List<Answer> answers = new ArrayList<>();
    Deadline deadline = Deadline.in(request.budget());
    for (ConsentedQueries.Part part : consented.parts()) {
      CandidateRules rules =
          request.rules().withDomains(consented.parts().size() == 1 ? domains : part.targets());
      answers.add(
          engine.answer(
              request.of(person, part).withRules(rules).withBudget(deadline.remaining())));
    }
    return consented.merge(answers, request.size());
  }

  @Override
  public Explanation explain(Person person, PersonalRequest request, ItemKey item) {
    engine.checkDomains(Set.of(item.domain()));
    ConsentedQueries.Part part = queries(person, Set.of(item.domain())).parts().getFirst();
    return engine.explain(request.of(person, part), item);
  }

  @Override
  public float[] scores(Person person, PersonalRequest request, List<ItemKey> candidates) {
    int[] items = candidates.stream().mapToInt(this::ordinal).toArray();
    return scorer.scores(person, request, items);
  }

  @Override
  public List<ItemKey> unknownItems(Person person, PersonalRequest request) {
    Set<ItemKey> unknown = new LinkedHashSet<>();
    for (ConsentedQueries.Part part : queries(person, request.rules().domains()).parts()) {
      Request asked = request.of(person, part);
      unknown.addAll(ResolvedHistory.of(catalogue(), asked).unknown());
    }
    return List.copyOf(unknown);
  }

  @Override
  public Answer similar(ItemKey item, Set<String> domains, int size) {
    return engine.similar(item, domains, size);
  }

  @Override
  public boolean offers(ItemKey item) {
    return engine.offers(item);
  }

  @Override
  public Catalogue catalogue() {
    return engine.catalogue();
  }

  @Override
  public String model() {
    return engine.name();
  }

  private ConsentedQueries queries(Person person, Set<String> domains) {
    return ConsentedQueries.of(catalogue().domains(), domains, person.permissions());
  }

  private int ordinal(ItemKey item) {
    return engine.offers(item)
        ? catalogue().ordinal(item).orElse(CandidateScorer.UNKNOWN)
        : CandidateScorer.UNKNOWN;
  }
}
