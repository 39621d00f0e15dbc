package io.kuayu.application.batch;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Progress;
import io.kuayu.engine.consent.Person;
import io.kuayu.engine.consent.PersonalEngine;
import io.kuayu.engine.consent.PersonalRequest;
import io.kuayu.engine.request.CandidateRules;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * Makes a list for each person of a source in each of some domains, and hands them to a sink in the
 * order of the source. Costs what one request for each list costs, on all threads; holds some
 * hundred lists at a time.
 */
public final class BatchService {
  private static final int PEOPLE_AT_A_TIME = 64;

  private final PersonalEngine engine;
  private final int threads;
  private final Progress progress;

  /**
   * @param engine answers; stays owned by the caller
   */
  public BatchService(PersonalEngine engine, int threads, Progress progress) {
    this.engine = engine;
    this.threads = threads;
    this.progress = progress;
  }

  /**
   * Writes all lists.
   *
   * @param domains in this order; all where none is named. A domain without items has no lists
   * @param size of each list, at least 1
   * @return how many people the source had
   */
  public long run(PersonSource source, List<String> domains, int size, ListSink sink) {
    Catalogue catalogue = engine.catalogue();
    List<String> asked =
        (domains.isEmpty() ? catalogue.domains() : domains)
            .stream()
                .filter(domain -> catalogue.ordinals(catalogue.domain(domain)).length > 0)
                .toList();
    PersonalRequest request = PersonalRequest.PLAIN.withSize(size);
    long people = 0;
    try (OrderedExecutor<List<PersonalList>> work =
            new OrderedExecutor<>(
                threads,
                lists -> {
                  for (PersonalList list : lists) {
                    sink.write(list);
                  }
                });
        Progress.Task task = progress.start("batch", source.size())) {
      Iterator<ListedPerson> all = source.people().iterator();
      while (all.hasNext()) {
        List<ListedPerson> some = next(all);
        people += some.size();
        work.submit(
            () -> {
              List<PersonalList> lists = new ArrayList<>();
              some.forEach(person -> lists.addAll(lists(person, asked, request)));
              task.advance(some.size());
              return lists;
            });
      }
      work.finish();
    }
    return people;
  }

  private static List<ListedPerson> next(Iterator<ListedPerson> all) {
    List<ListedPerson> some = new ArrayList<>(PEOPLE_AT_A_TIME);
    while (all.hasNext() && some.size() < PEOPLE_AT_A_TIME) {
      some.add(all.next());
    }
    return some;
  }

  private List<PersonalList> lists(
      ListedPerson listed, List<String> domains, PersonalRequest request) {
    Person person = listed.person().get();
    List<PersonalList> lists = new ArrayList<>();
    for (String domain : domains) {
      if (listed.domain().isEmpty() || listed.domain().get().equals(domain)) {
        CandidateRules rules = request.rules().withDomains(Set.of(domain));
        lists.add(
            new PersonalList(
                listed.name(), domain, engine.answer(person, request.withRules(rules)).items()));
      }
    }
    return lists;
  }
}
