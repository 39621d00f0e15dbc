package io.kuayu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class RetainTest {
  private static final int DAY = 86_400;

  @TempDir Path folder = Path.of(".");

  @Test
  void eventsGoWhenTheyAreTooOldForTheirType() throws Exception {
    PrivateShop shop =
        new PrivateShop(folder).write(20, "popularity", "{ retention: { days: 400, view: 30 } }");
    long now = System.currentTimeMillis() / 1000;
    Path food = folder.resolve("food-events.csv");
    String lines =
        "%s,f1,%d%n%s,f2,%d%n".formatted("keeper", now - 200 * DAY, "goer", now - 500 * DAY);
    Files.writeString(food, Files.readString(food) + lines);
    Files.writeString(
        folder.resolve("kitchen-events.csv"),
        "user,item,time\nkeeper,k1,%d%n".formatted(now - 10 * DAY));
    String event =
        "{\"user\":\"keeper\",\"domain\":\"food\",\"item\":\"f%d\",\"type\":\"%s\",\"timestamp\":%d}";
    try (Served served = new Served(shop.configuration())) {
      served.send("POST", "/api/v1/events", event.formatted(3, "view", now - 40 * DAY));
      served.send("POST", "/api/v1/events", event.formatted(4, "view", now - 20 * DAY));
      served.send("POST", "/api/v1/events", event.formatted(5, "purchase", now - 40 * DAY));
    }
    assertThat(shop.run("train").code()).isZero();
    assertThat(shop.run("train").err())
        .contains("deleted older versions, which may hold what is kept no longer: 1");
    assertThat(shop.run("retain").out()).contains("1 events deleted");
    JsonNode held = new ObjectMapper().readTree(shop.run("export", "--user", "keeper").out());
    assertThat(held.get("events").valueStream().map(one -> one.get("item").asString()))
        .containsExactly("f1", "k1", "f5", "f4");
    assertThat(shop.run("export", "--user", "goer").err()).contains("nothing is held");
  }

  @Test
  void aTypeThatNoEventHasIsToldAndSoIsALimitThatForbidsAll() throws Exception {
    PrivateShop shop =
        new PrivateShop(folder).write(20, "popularity", "{ retention: { day: 30 } }");
    assertThat(shop.run("retain").err())
        .contains("'privacy.retention.day' is about events of the type 'day'");
    assertThat(shop.run("retain", "-s", "privacy.retention={days: 1}").err())
        .contains(
            "the domain 'food' has no events", "'privacy.retention' does not forbid them all");
    assertThat(shop.run("retain", "-s", "privacy.retention={}").err()).contains("sets no limit");
  }
}
