package io.kuayu.engine.request;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.Event;
import io.kuayu.core.History;
import io.kuayu.core.ItemKey;
import io.kuayu.core.KuayuException;
import io.kuayu.core.Query;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A request for recommendations with all its options.
 *
 * @param history the events that the caller sends; they follow the stored ones where the request
 *     names a user
 * @param session events of this session that are not stored; newer than the history
 * @param page the item on the current page: it counts as the newest event and is never recommended
 * @param now the current time in unix seconds; later events are not used
 * @param size the number of items requested, at least 1
 * @param rules which items are allowed
 * @param reranking how the list is assembled
 * @param explain whether reasons are given
 * @param budget the time after which optional steps are skipped, which the answer reports
 * @param friends what the friends of the person did
 */
public record Request(
    History history,
    List<Event> session,
    Optional<ItemKey> page,
    long now,
    int size,
    CandidateRules rules,
    RerankingOptions reranking,
    boolean explain,
    Duration budget,
    FriendHistories friends) {
  /** The default budget. */
  public static final Duration AMPLE = Duration.ofSeconds(10);

  public Request {
    session = List.copyOf(session);
    if (size < 1) {
      throw new KuayuException(
          ErrorCode.INVALID_REQUEST,
          "a list of " + size + " items was asked for",
          "ask for at least 1");
    }
  }

  /** The ten best items for a history, with default rules. */
  public static Request of(History history, long now) {
    return new Request(
        history,
        List.of(),
        Optional.empty(),
        now,
        10,
        CandidateRules.NONE,
        RerankingOptions.BY_SCORE,
        false,
        AMPLE,
        FriendHistories.NONE);
  }

  /** The plain query as a request. */
  public static Request of(Query query) {
    return of(query.history(), query.now())
        .withSize(query.size())
        .withRules(CandidateRules.NONE.withDomains(query.domains()))
        .withExplain(query.explain());
  }

  public Request withHistory(History other) {
    return new Request(other, session, page, now, size, rules, reranking, explain, budget, friends);
  }

  public Request withSession(List<Event> events) {
    return new Request(
        history, events, page, now, size, rules, reranking, explain, budget, friends);
  }

  public Request withPage(ItemKey item) {
    return new Request(
        history, session, Optional.of(item), now, size, rules, reranking, explain, budget, friends);
  }

  public Request withSize(int size) {
    return new Request(
        history, session, page, now, size, rules, reranking, explain, budget, friends);
  }

  public Request withRules(CandidateRules rules) {
    return new Request(
        history, session, page, now, size, rules, reranking, explain, budget, friends);
  }

  public Request withReranking(RerankingOptions other) {
    return new Request(history, session, page, now, size, rules, other, explain, budget, friends);
  }

  public Request withExplain(boolean reasons) {
    return new Request(
        history, session, page, now, size, rules, reranking, reasons, budget, friends);
  }

  public Request withBudget(Duration time) {
    return new Request(history, session, page, now, size, rules, reranking, explain, time, friends);
  }

  public Request withFriends(FriendHistories histories) {
    return new Request(
        history, session, page, now, size, rules, reranking, explain, budget, histories);
  }

  /** The stored history, session and page combined. */
  public History whole() {
    if (session.isEmpty() && page.isEmpty()) {
      return history;
    }
    List<Event> events = new ArrayList<>(history.events());
    events.addAll(session);
    page.ifPresent(item -> events.add(new Event(item, now, "view", 1)));
    return new History(events);
  }
}
