package io.kuayu.engine.consent;

import io.kuayu.core.Event;
import io.kuayu.core.History;
import io.kuayu.core.ItemKey;
import io.kuayu.engine.request.CandidateRules;
import io.kuayu.engine.request.Request;
import io.kuayu.engine.request.RerankingOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What is asked for a person. The gate makes one {@link Request} of it for each part of the answer
 * that may use different events.
 *
 * @param history events that the caller brings; behind what is stored
 * @param session events of this session that are not stored; newer than all others
 * @param page the item that the person is looking at
 * @param moment the moment of the request in unix seconds: stored events at or after it are left
 *     out. Without one it is just after the last event that may be used, or the clock
 * @param size how many items the list shall hold, at least 1
 * @param rules which items may stand in it
 * @param reranking how it is put together
 * @param explain whether reasons are given
 * @param budget time after which steps that can be skipped are skipped
 */
public record PersonalRequest(
    List<Event> history,
    List<Event> session,
    Optional<ItemKey> page,
    OptionalLong moment,
    int size,
    CandidateRules rules,
    RerankingOptions reranking,
    boolean explain,
    Duration budget) {
  /** The timestamp of given events without one: they happened just before the request. */
  public static final long UNTIMED = Long.MIN_VALUE;

  private static final int DEFAULT_SIZE = 10;

  /** The ten best of all domains, for what is stored. */
  public static final PersonalRequest PLAIN =
      new PersonalRequest(
          List.of(),
          List.of(),
          Optional.empty(),
          OptionalLong.empty(),
          DEFAULT_SIZE,
          CandidateRules.NONE,
          RerankingOptions.BY_SCORE,
          false,
          Request.AMPLE);

  public PersonalRequest {
    history = List.copyOf(history);
    session = List.copyOf(session);
  }

  public PersonalRequest withHistory(List<Event> events) {
    return new PersonalRequest(
        events, session, page, moment, size, rules, reranking, explain, budget);
  }

  public PersonalRequest withMoment(OptionalLong seconds) {
    return new PersonalRequest(
        history, session, page, seconds, size, rules, reranking, explain, budget);
  }

  public PersonalRequest withSize(int size) {
    return new PersonalRequest(
        history, session, page, moment, size, rules, reranking, explain, budget);
  }

  public PersonalRequest withRules(CandidateRules rules) {
    return new PersonalRequest(
        history, session, page, moment, size, rules, reranking, explain, budget);
  }

  public PersonalRequest withReranking(RerankingOptions other) {
    return new PersonalRequest(history, session, page, moment, size, rules, other, explain, budget);
  }

  public PersonalRequest withExplain(boolean reasons) {
    return new PersonalRequest(
        history, session, page, moment, size, rules, reranking, reasons, budget);
  }

  public PersonalRequest withBudget(Duration time) {
    return new PersonalRequest(
        history, session, page, moment, size, rules, reranking, explain, time);
  }

  /** The moment just after the last event that has a time; the clock where none has. */
  public static long momentAfter(List<Event> events) {
    return events.stream()
        .mapToLong(Event::timestamp)
        .filter(time -> time != UNTIMED)
        .max()
        .stream()
        .map(last -> last + 1)
        .findFirst()
        .orElseGet(() -> System.currentTimeMillis() / 1000);
  }

  /** What a part may use of a person, as a request to an engine. */
  Request of(Person person, ConsentedQueries.Part part) {
    List<Event> all = new ArrayList<>(part.of(person.events()));
    List<Event> given = part.of(history);
    List<Event> now = part.of(session);
    long time =
        moment.orElseGet(
            () -> momentAfter(Stream.of(all, given, now).flatMap(List::stream).toList()));
    moment.ifPresent(end -> all.removeIf(event -> event.timestamp() >= end));
    all.addAll(withTimes(given, time));
    return new Request(
        new History(all),
        withTimes(now, time),
        page.filter(item -> part.sources().contains(item.domain())),
        time,
        size,
        rules,
        reranking,
        explain,
        budget,
        person.friends().of(part));
  }

  private static List<Event> withTimes(List<Event> events, long now) {
    return events.stream()
        .map(
            event ->
                event.timestamp() == UNTIMED
                    ? new Event(event.item(), now - 1, event.type(), event.value())
                    : event)
        .toList();
  }
}
