package io.kuayu.application.export;

import io.kuayu.application.workspace.TrainedModel;
import io.kuayu.application.workspace.Workspace;
import io.kuayu.engine.consent.Person;
import io.kuayu.engine.consent.PersonalEngine;
import io.kuayu.engine.consent.PersonalRequest;
import io.kuayu.engine.request.Answer;
import io.kuayu.engine.request.CandidateRules;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The lists that the configured model makes of a person's events in the corpus, with reasons.
 *
 * @param byDomain empty where no model is trained
 */
public record DerivedLists(Map<String, Answer> byDomain) {
  private static final int SIZE = 10;

  /**
   * Makes the lists by what the person allows.
   *
   * @param person with their events in the corpus
   */
  public static DerivedLists of(Workspace workspace, Person person) {
    Map<String, Answer> lists = new LinkedHashMap<>();
    if (!person.isKnown()) {
      return new DerivedLists(lists);
    }
    Optional<TrainedModel> found = workspace.models().openConfigured();
    if (found.isEmpty()) {
      return new DerivedLists(lists);
    }
    try (TrainedModel trained = found.get()) {
      PersonalEngine engine = workspace.engine(trained);
      for (String domain : engine.catalogue().domains()) {
        PersonalRequest request =
            PersonalRequest.PLAIN
                .withSize(SIZE)
                .withRules(CandidateRules.NONE.withDomains(Set.of(domain)))
                .withExplain(true);
        lists.put(domain, engine.answer(person, request));
      }
    }
    return new DerivedLists(lists);
  }
}
