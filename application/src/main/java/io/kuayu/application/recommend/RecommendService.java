package io.kuayu.application.recommend;

import io.kuayu.application.users.People;
import io.kuayu.core.Catalogue;
import io.kuayu.core.ItemKey;
import io.kuayu.engine.consent.Person;
import io.kuayu.engine.consent.PersonalEngine;
import io.kuayu.engine.consent.PersonalRequest;
import io.kuayu.engine.request.Answer;
import io.kuayu.engine.request.CandidateRules;
import io.kuayu.engine.request.Explanation;
import io.kuayu.engine.request.SeenItems;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** Lists for people and the reasons behind them. Thread-safe where the engine is. */
public final class RecommendService {
  private final PersonalEngine engine;
  private final People people;

  /**
   * @param engine answers; stays owned by the caller
   * @param people who may be asked about
   */
  public RecommendService(PersonalEngine engine, People people) {
    this.engine = engine;
    this.people = people;
  }

  /**
   * The list for a person or for a given history.
   *
   * @throws io.kuayu.core.KuayuException where a domain does not exist
   */
  public RecommendResult recommend(RecommendQuery query) {
    Person person = person(query);
    Answer answer = engine.answer(person, query.request());
    return new RecommendResult(answer, query.user().isPresent() && !person.isKnown());
  }

  /**
   * Why a list is empty, in one sentence. Costs a few answers.
   *
   * @param query that was answered by an empty list
   */
  public String whyEmpty(RecommendQuery query) {
    CandidateRules rules = query.request().rules();
    Catalogue catalogue = engine.catalogue();
    List<String> domains = new ArrayList<>(catalogue.domains());
    domains.removeIf(domain -> !rules.domains().isEmpty() && !rules.domains().contains(domain));
    long items =
        domains.stream()
            .mapToLong(domain -> catalogue.ordinals(catalogue.domain(domain)).length)
            .sum();
    String where = String.join(", ", domains);
    if (items == 0) {
      return "the catalogue has no items in " + where;
    }
    if (answers(query, rules.withSeen(SeenItems.INCLUDE))) {
      return "the history holds all that could be recommended of the %d items in %s already"
          .formatted(items, where);
    }
    if (answers(
        query, CandidateRules.NONE.withDomains(rules.domains()).withSeen(SeenItems.INCLUDE))) {
      return "none of the %d items in %s meets the filter and the lists of items"
          .formatted(items, where);
    }
    return "the model %s scores none of the %d items in %s for %s"
        .formatted(
            engine.model(),
            items,
            where,
            person(query).isKnown() || !query.request().history().isEmpty()
                ? "this history"
                : "somebody without a history, and nothing is popular there");
  }

  private boolean answers(RecommendQuery query, CandidateRules rules) {
    return !engine
        .answer(person(query), query.request().withRules(rules).withSize(1))
        .items()
        .isEmpty();
  }

  /** The items of a question's history that the catalogue does not hold, and hence are not used. */
  public List<ItemKey> unknownItems(RecommendQuery query) {
    return engine.unknownItems(person(query), query.request());
  }

  /**
   * Why an item has its score for a person.
   *
   * @param moment as in {@link PersonalRequest}
   * @throws io.kuayu.core.KuayuException where there is no such item
   */
  public Explanation reasons(String user, OptionalLong moment, ItemKey item) {
    return engine.explain(people.person(user), PersonalRequest.PLAIN.withMoment(moment), item);
  }

  /**
   * The items most like an item.
   *
   * @param domains where to look; empty means everywhere
   */
  public Answer similar(ItemKey item, Set<String> domains, int size) {
    return engine.similar(item, domains, size);
  }

  private Person person(RecommendQuery query) {
    Person person = query.user().map(people::person).orElse(Person.STRANGER);
    return query.personal() ? person : person.impersonal();
  }
}
