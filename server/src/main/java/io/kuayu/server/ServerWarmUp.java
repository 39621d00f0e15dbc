package io.kuayu.server;

import io.kuayu.application.serving.LiveService;
import io.kuayu.core.Catalogue;
import io.kuayu.core.Event;
import io.kuayu.core.ItemKey;
import io.kuayu.core.KuayuException;
import io.kuayu.core.Seed;
import io.kuayu.server.web.HttpJson;
import io.kuayu.server.web.HttpProblem;
import io.kuayu.server.web.InProcessClient;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Calls the handlers with typical requests, over histories of consenting users, until answers get
 * no faster and the JVM compiles little more. The first real requests are then as fast as later
 * ones. Answers are measured in processor time, so a busy machine is not mistaken for a cold one.
 */
final class ServerWarmUp {
  private static final Logger LOG = LoggerFactory.getLogger(ServerWarmUp.class);

  /** The usual length in a real request. */
  private static final int MAX_HISTORY = 50;

  private static final int CANDIDATES = 100;
  private static final int PEOPLE = 200;
  private static final int GENERATED_EVENTS = 10;

  /** Lists per round; every fourth has reasons. */
  private static final int LISTS = 8;

  /** A round counts as faster if its time is below this share of the previous best. */
  private static final double MIN_IMPROVEMENT = .95;

  /** Maximum number of consecutive rounds that are not faster and compile little. */
  private static final int MAX_ROUNDS_WITHOUT_IMPROVEMENT = 3;

  /** Share of a round's time above which compilation counts as significant. */
  private static final double COMPILER_SHARE = .5;

  private final InProcessClient client;
  private final Catalogue catalogue;
  private final List<List<Event>> histories;
  private final List<String> people;
  private int asked;

  /**
   * @param catalogue from which candidates are taken
   * @param histories events of some users
   * @param people names by which they can be requested
   */
  ServerWarmUp(
      InProcessClient client,
      Catalogue catalogue,
      List<List<Event>> histories,
      List<String> people) {
    this.client = client;
    this.catalogue = catalogue;
    this.histories = histories;
    this.people = people;
  }

  /**
   * A warm-up over users who consent to everything, or over made-up histories if nobody does.
   *
   * @param live whose model is active
   */
  static ServerWarmUp of(InProcessClient client, LiveService live) {
    Catalogue catalogue = live.engine().catalogue();
    List<List<Event>> histories = live.people().histories(PEOPLE);
    return new ServerWarmUp(
        client,
        catalogue,
        histories.isEmpty() ? generatedHistories(catalogue) : histories,
        live.people().ids(PEOPLE));
  }

  private static List<List<Event>> generatedHistories(Catalogue catalogue) {
    SplittableRandom random = new Seed(0).derive("warm-up").random();
    long now = System.currentTimeMillis() / 1000;
    List<List<Event>> histories = new ArrayList<>();
    for (int person = 0; catalogue.size() > 0 && person < PEOPLE; person++) {
      List<Event> events = new ArrayList<>();
      for (int event = 0; event < GENERATED_EVENTS; event++) {
        ItemKey item = catalogue.key(random.nextInt(catalogue.size()));
        events.add(Event.of(item, now - GENERATED_EVENTS + event));
      }
      histories.add(events);
    }
    return histories;
  }

  /** Sends requests until answers get no faster, at most for that time. */
  void run(Duration limit) {
    if (catalogue.size() == 0 || histories.isEmpty()) {
      return;
    }
    long begin = System.nanoTime();
    long best = Long.MAX_VALUE;
    int since = 0;
    int rounds = 0;
    while (since < MAX_ROUNDS_WITHOUT_IMPROVEMENT && System.nanoTime() - begin < limit.toNanos()) {
      long processor = ProcessorTime.ofThisThread();
      long compilers = ProcessorTime.ofCompilers();
      round();
      long took = ProcessorTime.ofThisThread() - processor;
      long compiled = ProcessorTime.ofCompilers() - compilers;
      since = took < MIN_IMPROVEMENT * best || compiled > COMPILER_SHARE * took ? 0 : since + 1;
      best = Math.min(best, took);
      rounds++;
    }
    LOG.info(
        "warmed up in {} ms: {} requests, in the end {} ms of processor time each",
        (System.nanoTime() - begin) / 1_000_000,
        asked,
        best / 1e6 * rounds / Math.max(1, asked));
  }

  private void round() {
    for (int list = 0; list < LISTS; list++) {
      List<Event> history = histories.get(asked % histories.size());
      boolean explained = list % 4 == 3;
      ask("POST", "/api/v1/recommendations", "", question(history, explained));
      if (!people.isEmpty()) {
        String user = encoded(people.get(asked % people.size()));
        ask("GET", "/api/v1/users/" + user + "/recommendations", "k=10&explain=" + explained, "");
      }
    }
    List<Event> history = histories.get(asked % histories.size());
    ask("POST", "/api/v1/rank", "", candidates(history));
    ItemKey item = history.getLast().item();
    String path = "/api/v1/domains/" + encoded(item.domain()) + "/items/" + encoded(item.id());
    ask("GET", path + "/similar", "k=10", "");
  }

  private void ask(String method, String path, String query, String body) {
    asked++;
    try {
      var _ = client.ask(method, path, query, body).body().length;
    } catch (HttpProblem | KuayuException e) {
      // For example a deleted item; an earlier check ensured that the model answers.
      LOG.debug("a question of the warm-up was refused", e);
    }
  }

  private static String question(List<Event> history, boolean explained) {
    ObjectNode body = body(history);
    body.put("k", 10).put("diversity", .3).put("explain", explained);
    return body.toString();
  }

  private String candidates(List<Event> history) {
    ObjectNode body = body(history);
    ArrayNode list = body.putArray("candidates");
    for (int n = 0; n < Math.min(CANDIDATES, catalogue.size()); n++) {
      ItemKey key = catalogue.key((int) ((long) n * catalogue.size() / CANDIDATES));
      list.addObject().put("domain", key.domain()).put("item", key.id());
    }
    return body.toString();
  }

  private static ObjectNode body(List<Event> history) {
    ObjectNode body = HttpJson.object();
    ArrayNode events = body.putArray("history");
    int skipped = Math.max(0, history.size() - MAX_HISTORY);
    for (Event event : new ArrayList<>(history).subList(skipped, history.size())) {
      events
          .addObject()
          .put("domain", event.item().domain())
          .put("item", event.item().id())
          .put("timestamp", event.timestamp());
    }
    return body;
  }

  private static String encoded(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
