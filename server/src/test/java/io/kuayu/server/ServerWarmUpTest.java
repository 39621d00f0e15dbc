package io.kuayu.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Event;
import io.kuayu.core.Item;
import io.kuayu.core.ItemKey;
import io.kuayu.server.web.InProcessClient;
import io.kuayu.server.web.Reply;
import io.kuayu.server.web.Route;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerWarmUpTest {
  private static final ItemKey TEA = new ItemKey("books", "i1");

  @TempDir private Path folder;

  /** How often each path was asked, and which bodies; all answers must be good ones. */
  private final Map<String, List<String>> asked = new TreeMap<>();

  private final AtomicBoolean allGood = new AtomicBoolean(true);

  private Route heard(Route route) {
    return new Route(
        route.method(),
        route.pattern(),
        route.role(),
        route.open(),
        route.parameters(),
        route.bulk(),
        call -> {
          String query = call.query() + new String(call.body(), StandardCharsets.UTF_8);
          asked
              .computeIfAbsent(route.method() + " " + route.pattern(), _ -> new ArrayList<>())
              .add(query);
          Reply reply = route.handler().answer(call);
          allGood.compareAndSet(true, reply.status() == 200);
          return reply;
        },
        route.problems());
  }

  private void warmUp(KuayuServer server, Duration most) {
    List<Route> routes = server.routes().stream().map(this::heard).toList();
    Catalogue catalogue =
        Catalogue.of(List.of("books"), List.of(new Item(TEA, "Tea", "Tea", Map.of())));
    new ServerWarmUp(
            new InProcessClient(routes),
            catalogue,
            List.of(List.of(Event.of(TEA, 1), Event.of(TEA, 2))),
            List.of("u1", "nobody / of that name?"))
        .run(most);
  }

  @Test
  void asksWhatCallersAskUntilItIsNoQuickerOrTimeIsUp() {
    try (KuayuServer server = new SmallShop(folder).train().serve()) {
      long begin = System.nanoTime();
      warmUp(server, Duration.ofSeconds(2));
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
      assertThat(asked)
          .containsOnlyKeys(
              "GET /api/v1/domains/{domain}/items/{item}/similar",
              "GET /api/v1/users/{user}/recommendations",
              "POST /api/v1/rank",
              "POST /api/v1/recommendations");
      assertThat(asked.get("POST /api/v1/recommendations"))
          .anyMatch(body -> body.contains("\"explain\":true"))
          .anyMatch(body -> body.contains("\"explain\":false"));
      assertThat(allGood).isTrue();
    }
  }

  @Test
  void asksNothingWhereThereIsNoTime() {
    try (KuayuServer server = new SmallShop(folder).train().serve()) {
      warmUp(server, Duration.ZERO);
      assertThat(asked).isEmpty();
    }
  }
}
