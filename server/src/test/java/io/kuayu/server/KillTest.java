package io.kuayu.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.core.Seed;
import io.kuayu.storage.audit.AuditLog;
import io.kuayu.storage.audit.AuditVerification;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A server that is killed again and again while it takes events and items in. */
class KillTest {
  private static final int ROUNDS = 3;
  private static final int WRITERS = 4;
  private static final int PEOPLE = 5;
  private static final int ENOUGH = 40;

  @TempDir Path folder = Path.of(".");

  private final AtomicInteger numbers = new AtomicInteger(1);
  private final Set<Integer> sentEvents = ConcurrentHashMap.newKeySet();
  private final Set<Integer> events = ConcurrentHashMap.newKeySet();
  private final Set<Integer> items = ConcurrentHashMap.newKeySet();
  private final Set<Integer> deleted = ConcurrentHashMap.newKeySet();

  @Test
  void nothingThatWasAcknowledgedIsLostAndNothingIsStoredTwice() throws Exception {
    Path log = folder.resolve("messages");
    SplittableRandom random = new Seed(5).random();
    for (int round = 0; round < ROUNDS; round++) {
      try (ServerProcess process = ServerProcess.start(folder, log)) {
        writeUntilKilled(process, random.nextInt(200));
      }
    }
    assertThat(events).hasSizeGreaterThan(ROUNDS * ENOUGH / 2);
    assertThat(items).isNotEmpty();
    assertThat(deleted).isNotEmpty();
    try (ServerProcess process = ServerProcess.start(folder, log)) {
      Visitor visitor = Visitor.at(process.port());
      assertThat(held(visitor)).containsAll(events);
      for (int number : sentEvents) {
        Visitor.Answer again = postEvent(visitor, number);
        assertThat(again.status()).isIn(events.contains(number) ? List.of(200) : List.of(200, 201));
      }
      List<Integer> held = held(visitor);
      assertThat(held).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(sentEvents);
      for (int number : items) {
        assertThat(visitor.get(item(number)).json().get("title").asString())
            .isEqualTo("Title of " + number);
      }
      for (int number : deleted) {
        visitor.get(item(number)).isProblem(404, "unknown-item");
      }
    }
    AuditVerification audit = AuditLog.in(folder.resolve("access")).verify();
    assertThat(audit.problem()).isEmpty();
    assertThat(audit.entries()).isGreaterThanOrEqualTo(items.size() + 2L * deleted.size());
    assertThat(Files.readString(log)).doesNotContain("person-", "ERROR");
  }

  private void writeUntilKilled(ServerProcess process, int more) throws Exception {
    Visitor visitor = Visitor.at(process.port());
    int before = events.size();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> writers = new ArrayList<>();
      for (int writer = 0; writer < WRITERS; writer++) {
        writers.add(threads.submit(() -> writeOn(visitor)));
      }
      writers.add(threads.submit(() -> changeItems(visitor)));
      long begin = System.nanoTime();
      while (events.size() < before + ENOUGH) {
        Thread.sleep(1);
        assertThat(System.nanoTime() - begin).isLessThan(60_000_000_000L);
      }
      // At a moment that nothing in the program decides.
      Thread.sleep(more);
      process.kill();
      for (Future<?> writer : writers) {
        writer.get();
      }
    }
  }

  private void writeOn(Visitor visitor) {
    try {
      while (true) {
        int number = numbers.getAndIncrement();
        sentEvents.add(number);
        assertThat(postEvent(visitor, number).status()).isEqualTo(201);
        events.add(number);
      }
    } catch (Visitor.Unanswered e) {
      // It was killed.
    }
  }

  private void changeItems(Visitor visitor) {
    try {
      while (true) {
        int number = numbers.getAndIncrement();
        String body = Visitor.json("title", "Title of " + number);
        assertThat(visitor.put(item(number), body).status()).isEqualTo(201);
        if (number % 2 == 0) {
          items.add(number);
        } else {
          assertThat(visitor.delete(item(number)).status()).isEqualTo(200);
          deleted.add(number);
        }
      }
    } catch (Visitor.Unanswered e) {
      // It was killed.
    }
  }

  /** The number is the event's time, by which it is found again. */
  private static Visitor.Answer postEvent(Visitor visitor, int number) {
    return visitor
        .with("Idempotency-Key", "event-" + number)
        .post(
            "/api/v1/events",
            "{\"user\":\"person-%d\",\"domain\":\"books\",\"item\":\"i%d\",\"timestamp\":%d}"
                .formatted(number % PEOPLE, number % 20, number));
  }

  private static String item(int number) {
    return "/api/v1/domains/games/items/new-" + number;
  }

  private static List<Integer> held(Visitor visitor) {
    List<Integer> held = new ArrayList<>();
    for (int person = 0; person < PEOPLE; person++) {
      for (JsonNode event : visitor.get("/api/v1/users/person-" + person).json().get("events")) {
        held.add(event.get("timestamp").asInt());
      }
    }
    return held;
  }
}
