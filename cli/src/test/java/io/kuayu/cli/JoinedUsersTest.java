package io.kuayu.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kuayu.cli.Shop.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** People whose ids a {@code users:} file joins are found by every name that they have. */
class JoinedUsersTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String COLUMNS = "person, book_id, game_id of users.csv";

  @TempDir Path folder = Path.of(".");

  @Test
  void everyNameIsAnsweredAlike() throws Exception {
    Shop shop = shop("");
    String expected = shop.run("recommend", "--user", "p50", "--json").out();
    assertThat(JSON.readTree(expected)).hasSize(10);
    for (String name : new String[] {"u50", "g50", "books:u50", "games:g50"}) {
      Outcome outcome = shop.run("recommend", "--user", name, "--json");
      assertThat(outcome.out()).as(name).isEqualTo(expected);
      assertThat(outcome.err()).isEmpty();
    }
    Path requests =
        Files.writeString(
            shop.file("requests.jsonl"),
            """
            {"id":"1","user":"p50","candidates":[{"domain":"books","item":"i9"},{"domain":"games","item":"i8"}]}
            {"id":"1","user":"g50","candidates":[{"domain":"books","item":"i9"},{"domain":"games","item":"i8"}]}
            {"id":"2","user":"nobody","candidates":[]}
            """);
    Path scores = shop.file("scores.jsonl");
    Outcome ranked =
        shop.run("rank", "--requests", requests.toString(), "--out", scores.toString());
    assertThat(ranked.err()).contains("1 requests name people", "looked up in " + COLUMNS);
    assertThat(Files.readAllLines(scores).get(1)).isEqualTo(Files.readAllLines(scores).get(0));
  }

  @Test
  void anIdOfSeveralPeopleIsRefusedAndAnUnknownOneTellsWhereItWasLookedUp() throws Exception {
    Shop shop = shop("");
    for (String command : new String[] {"recommend", "export", "forget"}) {
      Outcome both = shop.run(command, "--user", "twin");
      assertThat(both.code()).as(both.out()).isEqualTo(1);
      assertThat(both.err()).contains("[user.ambiguous]", COLUMNS, "DOMAIN:ID");
    }
    String one = shop.run("recommend", "--user", "books:twin", "--json").out();
    assertThat(one).isEqualTo(shop.run("recommend", "--user", "p90", "--json").out());
    assertThat(one).isNotEqualTo(shop.run("recommend", "--user", "p91", "--json").out());
    // In no row of the file: somebody else in each domain.
    assertThat(shop.run("recommend", "--user", "u110", "--json").err()).isEmpty();
    assertThat(shop.run("recommend", "--user", "nobody").err())
        .contains("nobody named 'nobody' (looked up in " + COLUMNS + ")");
    assertThat(shop.run("export", "--user", "nobody").err()).contains("looked up in " + COLUMNS);
    assertThat(shop.run("forget", "--user", "nobody").err()).contains("looked up in " + COLUMNS);
  }

  @Test
  void withoutAFileTheColumnsOfTheEventsAreNamed() throws Exception {
    Shop shop = new Shop(folder).write(20, 12);
    assertThat(shop.run("recommend", "--user", "nobody").err())
        .contains("looked up in user of books-events.csv, user of games-events.csv");
  }

  @Test
  void aServerKnowsEveryName() throws Exception {
    Shop shop = shop("");
    try (Served served = new Served(shop.file("kuayu.yaml"))) {
      JsonNode events = served.get("/api/v1/users/p50").get("events");
      assertThat(events).hasSize(12);
      assertThat(served.get("/api/v1/users/g50").get("events")).isEqualTo(events);
      assertThat(served.get("/api/v1/users/u50/recommendations"))
          .isEqualTo(served.get("/api/v1/users/p50/recommendations"));
      served.send(
          "POST",
          "/api/v1/events",
          "{\"user\":\"g50\",\"domain\":\"books\",\"item\":\"i9\",\"timestamp\":1700900000}");
      assertThat(served.get("/api/v1/users/p50").get("events")).hasSize(13);
      served.send(
          "PUT",
          "/api/v1/users/u50/consents",
          "{\"consents\":[{\"from\":\"books\",\"to\":\"games\",\"purpose\":\"training\",\"granted\":false}]}");
      assertThat(served.get("/api/v1/users/g50/consents").get("consents")).hasSize(1);
      assertThatThrownBy(() -> served.get("/api/v1/users/twin/recommendations"))
          .hasMessageContaining("bad-id")
          .hasMessageContaining("user.ambiguous");
      JsonNode erased = served.send("DELETE", "/api/v1/users/books%3Au50", "");
      assertThat(erased.get("erasedEvents").asInt()).isEqualTo(13);
      assertThatThrownBy(() -> served.get("/api/v1/users/p50"))
          .hasMessageContaining("unknown-user");
    }
  }

  @Test
  void pseudonymsChangeNothingOfThat() throws Exception {
    for (String privacy :
        new String[] {"{ pseudonyms: true }", "{ pseudonyms: true, per-domain: true }"}) {
      Path own = Files.createDirectory(folder.resolve("own" + privacy.length()));
      Shop shop = shop(own, "\nprivacy: " + privacy);
      String expected = shop.run("recommend", "--user", "p50", "--json").out();
      assertThat(shop.run("recommend", "--user", "g50", "--json").out()).isEqualTo(expected);
      assertThat(shop.run("recommend", "--user", "nobody", "--json").out()).isNotEqualTo(expected);
      JsonNode held = JSON.readTree(shop.run("export", "--user", "g50").out());
      assertThat(held.get("events")).hasSize(12);
      Outcome forgotten = shop.run("forget", "--user", "g50", "--verify");
      assertThat(forgotten.code()).as(forgotten.out() + forgotten.err()).isZero();
      assertThat(JSON.readTree(shop.run("export", "--user", "u50").out()).get("events")).isEmpty();
      assertThat(shop.run("prepare").err()).contains("1 people were erased");
      assertThat(shop.run("recommend", "--user", "p50").err()).contains("nobody named 'p50'");
    }
  }

  private Shop shop(String more) throws IOException {
    return shop(folder, more);
  }

  /** A shop in which users have another id in each domain, of which two are those of two people. */
  private static Shop shop(Path folder, String more) throws IOException {
    Shop shop = new Shop(folder).write(120, 40);
    Path games = shop.file("games-events.csv");
    Files.writeString(
        games,
        Files.readString(games)
            .replaceAll("(?m)^\"u([0-9]+)\"", "\"g$1\"")
            .replace("\"g91\"", "\"twin\"")
            .replace("\"g110\"", "\"only\""));
    Path books = shop.file("books-events.csv");
    Files.writeString(books, Files.readString(books).replace("\"u90\"", "\"twin\""));
    StringBuilder users = new StringBuilder("person,book_id,game_id\n");
    for (int user = 10; user < 100; user++) {
      users.append('p').append(user).append(',');
      users.append(user == 90 ? "twin" : "u" + user).append(',');
      users.append(user == 91 ? "twin" : "g" + user).append('\n');
    }
    Files.writeString(shop.file("users.csv"), users);
    shop.change(
        "kuayu.yaml",
        "seed: 42\n",
        "seed: 42\nusers: { path: users.csv, person: person, books: book_id, games: game_id }"
            + more
            + "\n");
    return shop;
  }
}
