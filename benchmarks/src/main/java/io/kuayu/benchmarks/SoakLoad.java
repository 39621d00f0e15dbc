package io.kuayu.benchmarks;

import io.kuayu.core.Catalogue;
import io.kuayu.core.ItemKey;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * A mixed load and what became of it: which events and items the server acknowledged, how long each
 * kind of request took, and which failed although the server ran.
 */
final class SoakLoad {
  private static final int PEOPLE = 1_000;
  private static final int LINES = 20;
  private static final long FIRST_MOMENT = 1_400_000_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Catalogue catalogue;
  private final List<String> questions;
  private final Map<String, Set<Long>> events = new ConcurrentHashMap<>();
  private final Set<String> put = ConcurrentHashMap.newKeySet();
  private final Set<String> deleted = ConcurrentHashMap.newKeySet();
  private final ConcurrentLinkedQueue<String> deletable = new ConcurrentLinkedQueue<>();
  private final Map<String, ConcurrentLinkedQueue<Double>> millis = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> failures = new ConcurrentHashMap<>();
  private final AtomicInteger whileDown = new AtomicInteger();
  private volatile URI server;
  private volatile boolean down;

  /** A request on its way when the server was killed fails a moment later. */
  private volatile long killed;

  SoakLoad(Catalogue catalogue, List<String> questions, URI server) {
    this.catalogue = catalogue;
    this.questions = questions;
    this.server = server;
  }

  /** From now on it is expected to answer there. */
  void up(URI address) {
    server = address;
    down = false;
  }

  URI server() {
    return server;
  }

  /** Sends the request of that number. */
  boolean send(int number) {
    String user = "soak-" + (number * 7919L) % PEOPLE;
    Exchange exchange = exchange(number, user);
    long begin = System.nanoTime();
    boolean wasDown = down;
    try {
      HttpResponse<String> answer = exchange.with(server);
      millis
          .computeIfAbsent(exchange.name(), _ -> new ConcurrentLinkedQueue<>())
          .add((System.nanoTime() - begin) / 1e6);
      if (answer.statusCode() >= 300) {
        return failed(exchange.name() + " " + answer.statusCode() + " " + answer.body());
      }
      acknowledged(exchange, number, user, answer.body());
      return true;
    } catch (IOException e) {
      if (wasDown || down || exchangeWasCut(begin)) {
        whileDown.incrementAndGet();
        return true;
      }
      return failed(exchange.name() + " " + e);
    }
  }

  /** From now on the server is expected not to answer. */
  void killed() {
    down = true;
    killed = System.nanoTime();
  }

  private boolean exchangeWasCut(long begin) {
    return killed != 0 && begin <= killed;
  }

  private boolean failed(String what) {
    failures.computeIfAbsent(what, _ -> new AtomicInteger()).incrementAndGet();
    return false;
  }

  private Exchange exchange(int number, String user) {
    int kind = number % 100;
    ItemKey item = item(number);
    String about = "/api/v1/users/" + user;
    if (kind < 40) {
      return Exchange.get("list of a person", about + "/recommendations?k=10");
    }
    if (kind < 55) {
      String question = questions.get(number % questions.size());
      return Exchange.post("list of a history", "/api/v1/recommendations", question);
    }
    if (kind < 63) {
      return Exchange.get("list with reasons", about + "/recommendations?k=5&explain=true");
    }
    if (kind < 67) {
      return Exchange.get(
          "reasons of an item", about + "/reasons?domain=" + item.domain() + "&item=" + item.id());
    }
    if (kind < 87) {
      return Exchange.post("event", "/api/v1/events", event(number, 0, user));
    }
    if (kind < 89) {
      StringBuilder lines = new StringBuilder();
      for (int line = 0; line < LINES; line++) {
        lines.append(event(number, line, user)).append('\n');
      }
      return new Exchange(
          "20 events", "POST", "/api/v1/events", "application/x-ndjson", lines.toString());
    }
    if (kind < 93) {
      return Exchange.post("rank", "/api/v1/rank", rank(number, user));
    }
    if (kind < 96) {
      return Exchange.get(
          "similar", "/api/v1/domains/" + item.domain() + "/items/" + item.id() + "/similar");
    }
    if (kind < 98) {
      return Exchange.get("metrics", "/metrics");
    }
    String gone = kind == 99 ? deletable.poll() : null;
    if (gone != null) {
      // Whether it stays is unknown until the answer, which may never come.
      put.remove(gone);
      return new Exchange("delete an item", "DELETE", gone, "application/json", "");
    }
    String domain = item.domain();
    return new Exchange(
        "put an item",
        "PUT",
        "/api/v1/domains/" + domain + "/items/soak-" + number,
        "application/json",
        "{\"title\":\"A new thing of "
            + catalogue.item(number % catalogue.size()).title().replaceAll("[^A-Za-z ]", "")
            + "\"}");
  }

  private ItemKey item(int number) {
    return catalogue.item((int) ((number * 104_729L) % catalogue.size())).key();
  }

  private static long moment(int number, int line) {
    return FIRST_MOMENT + (long) number * LINES + line;
  }

  private String event(int number, int line, String user) {
    ItemKey item = item(number + line);
    return JSON.createObjectNode()
        .put("user", user)
        .put("domain", item.domain())
        .put("item", item.id())
        .put("timestamp", moment(number, line))
        .put("id", number + "-" + line)
        .toString();
  }

  private String rank(int number, String user) {
    var body = JSON.createObjectNode().put("id", "r").put("user", user);
    var candidates = body.putArray("candidates");
    for (int candidate = 0; candidate < 100; candidate++) {
      ItemKey item = item(number + candidate);
      candidates.addObject().put("domain", item.domain()).put("item", item.id());
    }
    return body.toString();
  }

  private void acknowledged(Exchange exchange, int number, String user, String answer) {
    switch (exchange.name()) {
      case "event" -> events(user).add(moment(number, 0));
      case "20 events" -> {
        int stored = JSON.readTree(answer).path("stored").asInt();
        for (int line = 0; line < LINES && stored == LINES; line++) {
          events(user).add(moment(number, line));
        }
      }
      case "put an item" -> {
        put.add(exchange.path());
        deletable.add(exchange.path());
      }
      case "delete an item" -> deleted.add(exchange.path());
      default -> {}
    }
  }

  private Set<Long> events(String user) {
    return events.computeIfAbsent(user, _ -> ConcurrentHashMap.newKeySet());
  }

  /** What the server holds no longer, or twice, of what it acknowledged. */
  List<String> lost() throws IOException {
    List<String> lost = new ArrayList<>();
    for (Map.Entry<String, Set<Long>> person : events.entrySet()) {
      HttpResponse<String> held =
          Exchange.get("held", "/api/v1/users/" + person.getKey()).with(server);
      List<Long> moments = new ArrayList<>();
      for (JsonNode event : JSON.readTree(held.body()).path("events")) {
        moments.add(event.path("timestamp").asLong());
      }
      Set<Long> once = Set.copyOf(moments);
      person.getValue().stream()
          .filter(moment -> !once.contains(moment))
          .forEach(moment -> lost.add("event " + moment + " of " + person.getKey()));
      if (once.size() < moments.size()) {
        lost.add((moments.size() - once.size()) + " events of " + person.getKey() + " twice");
      }
    }
    for (String item : put) {
      if (Exchange.get("item", item).with(server).statusCode() != 200) {
        lost.add("item " + item);
      }
    }
    for (String item : deleted) {
      if (Exchange.get("item", item).with(server).statusCode() != 404) {
        lost.add("deletion of " + item);
      }
    }
    return lost;
  }

  /** Prints what was done and how long it took. */
  void told() {
    millis.forEach(
        (kind, all) -> {
          double[] sorted = all.stream().mapToDouble(Double::doubleValue).toArray();
          Arrays.sort(sorted);
          System.out.printf(
              Locale.ROOT,
              "  %-20s %7d answered, p50 %.1f ms, p99 %.1f ms, longest %.1f ms%n",
              kind,
              sorted.length,
              sorted[sorted.length / 2],
              sorted[sorted.length * 99 / 100],
              sorted[sorted.length - 1]);
        });
    int stored = events.values().stream().mapToInt(Set::size).sum();
    System.out.printf(
        Locale.ROOT,
        "acknowledged: %d events, %d items that stayed, %d deletions; unanswered while killed: %d%n",
        stored,
        put.size(),
        deleted.size(),
        whileDown.get());
    System.out.println("errors: " + (failures.isEmpty() ? "none" : failures.toString()));
  }
}
