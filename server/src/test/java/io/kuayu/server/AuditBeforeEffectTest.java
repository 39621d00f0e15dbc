package io.kuayu.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.core.ErrorCode;
import io.kuayu.server.web.Route;
import io.kuayu.storage.access.Grant;
import io.kuayu.storage.access.KeyRing;
import io.kuayu.storage.access.Role;
import io.kuayu.storage.audit.AuditLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing that a request changes takes effect where the audit log cannot be written. */
class AuditBeforeEffectTest {
  /** Requests that change something, or hand out all that is held about a person. */
  private static final Set<Endpoints> AUDITED =
      EnumSet.of(
          Endpoints.PUT_ITEM,
          Endpoints.PUT_ITEMS,
          Endpoints.DELETE_ITEM,
          Endpoints.DECIDE,
          Endpoints.ERASE_USER,
          Endpoints.ACTIVATE,
          Endpoints.USER);

  /** Events are too many for the log; the others ask by a body. */
  private static final Set<Endpoints> UNAUDITED =
      EnumSet.of(Endpoints.EVENTS, Endpoints.QUESTION, Endpoints.RANK);

  @TempDir Path folder = Path.of(".");

  private SmallShop shop;
  private KuayuServer server;
  private Visitor visitor;

  @BeforeEach
  void start() {
    shop = new SmallShop(folder).train();
    var _ = new SmallShop(folder, "popularity").train();
    server = shop.serve();
    visitor = Visitor.at(server.port());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void everyRouteThatMayChangeSomethingIsNamedHere() {
    Set<String> named = new TreeSet<>();
    List<Endpoints> all = new ArrayList<>(AUDITED);
    all.addAll(UNAUDITED);
    all.remove(Endpoints.USER);
    all.forEach(endpoint -> named.add(endpoint.method() + " " + endpoint.pattern()));
    assertThat(
            server.routes().stream()
                .filter(route -> !route.method().equals("GET"))
                .map(AuditBeforeEffectTest::written)
                .collect(Collectors.toSet()))
        .isEqualTo(named);
  }

  private static String written(Route route) {
    return route.method() + " " + route.pattern();
  }

  @Test
  void nothingTakesEffectUnaudited() throws IOException {
    visitor.delete("/api/v1/domains/games/items/i7");
    String before = state();
    Path log = shop.access().resolve("audit.jsonl");
    Path kept = shop.access().resolve("kept");
    Files.move(log, kept);
    Files.createDirectory(log);
    refuses();
    Files.delete(log);
    Path full = Path.of("/dev/full");
    if (Files.exists(full)) {
      Files.createSymbolicLink(log, full);
      refuses();
      Files.delete(log);
    }
    Files.move(kept, log);
    assertThat(state()).isEqualTo(before);
    assertThat(visitor.post("/api/v1/models/popularity/activate", "{}").status()).isEqualTo(200);
    for (Endpoints endpoint : AUDITED) {
      assertThat(endpoint.ask(visitor, "books").status()).as(endpoint.name()).isIn(200, 201, 404);
    }
    assertThat(state()).isNotEqualTo(before);
    assertThat(AuditLog.in(shop.access()).verify().problem()).isEmpty();
  }

  private void refuses() {
    for (Endpoints endpoint : AUDITED) {
      endpoint.ask(visitor, "books").isProblem(503, "audit-failed", ErrorCode.AUDIT_LOG_UNWRITABLE);
    }
    visitor
        .post("/api/v1/models/popularity/activate", "{}")
        .isProblem(503, "audit-failed", ErrorCode.AUDIT_LOG_UNWRITABLE);
    // What changes nothing is answered.
    assertThat(Endpoints.RECOMMENDATIONS.ask(visitor, "books").status()).isEqualTo(200);
    assertThat(Endpoints.ITEM.ask(visitor, "books").status()).isEqualTo(200);
  }

  private String state() {
    return String.join(
        "\n",
        visitor.get("/api/v1/domains/books/items?k=100").text(),
        visitor.get("/api/v1/domains/games/items?k=100").text(),
        visitor.get("/api/v1/users/u1").text(),
        visitor.get("/api/v1/users/u1/consents").text(),
        visitor.get("/api/v1/models").text());
  }

  /** Of a change, the log tells who, what and that it is done. */
  @Test
  void theIntentComesBeforeTheOutcome() {
    Endpoints.PUT_ITEM.ask(visitor, "books");
    List<String> entries = AuditLog.in(shop.access()).latest(2);
    assertThat(entries.getFirst()).contains("item.put", "\"intended\"", "\"request\"", "i5");
    assertThat(entries.getLast()).contains("item.put", "\"done\"", "\"request\"", "i5");
  }

  @Test
  void whoHasNoKeyIsNotToldWhereFilesAre() throws IOException {
    KeyRing.in(shop.access())
        .create("ops", Set.of(Grant.parse(Role.ADMIN.written())), Optional.empty());
    Files.writeString(shop.access().resolve("keys.json"), "{");
    long begin = System.nanoTime();
    Visitor.Answer answer = visitor.get("/api/v1/domains");
    while (answer.status() != 503) {
      assertThat(System.nanoTime() - begin).isLessThan(5_000_000_000L);
      answer = visitor.get("/api/v1/domains");
    }
    answer.isProblem(503, "store-failed", ErrorCode.SECRET_FILE_DAMAGED);
    assertThat(answer.text()).doesNotContain("keys.json", folder.toString());
  }
}
