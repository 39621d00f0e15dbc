package io.kuayu.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import io.kuayu.server.web.HttpProblem;
import io.kuayu.storage.access.Grant;
import io.kuayu.storage.access.KeyRing;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a key of some domains learns of the others over the REST API: nothing. */
class HiddenDomainsTest {
  /** Stands for a domain in paths and bodies. */
  private static final String ASKED = "ASKED";

  @TempDir Path folder = Path.of(".");

  private KeyRing keys;
  private KuayuServer server;
  private Visitor anybody;

  @BeforeEach
  void start() {
    SmallShop shop = new SmallShop(folder).train();
    keys = KeyRing.in(shop.access());
    keys.create("first", Set.of(Grant.parse("auditor")), Optional.empty());
    server = shop.serve();
    anybody = Visitor.at(server.port());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void everyPathAnswersAsForADomainThatWasNeverThere() {
    // One who has a role in a domain that is not there is not told of others, either.
    for (String grants : List.of("reader:books", "reader:toys reader:books")) {
      Visitor reader = with(grants.split(" "));
      for (String path :
          List.of(
              "/api/v1/users/u1/recommendations?domains=ASKED",
              "/api/v1/users/u1/recommendations?domains=books,ASKED",
              "/api/v1/users/u1/recommendations?filter=domain%20=%20%22ASKED%22",
              "/api/v1/users/ASKED:u1/recommendations",
              "/api/v1/users/u1/reasons?domain=ASKED&item=i5",
              "/api/v1/users/u1/reasons?domain=ASKED&item=none",
              "/api/v1/users/u1/recommendations/ASKED/i5/reasons",
              "/api/v1/domains/ASKED/items/i5",
              "/api/v1/domains/ASKED/items",
              "/api/v1/domains/ASKED/items/i5/similar",
              "/api/v1/domains/books/items/i5/similar?domains=ASKED")) {
        same(path, domain -> reader.get(path.replace(ASKED, domain)), grants);
      }
    }
    for (String method : List.of("PUT", "DELETE")) {
      Visitor curator = with("curator:books");
      String path = "/api/v1/domains/ASKED/items/i5";
      same(
          method + " " + path,
          domain -> curator.ask(method, path.replace(ASKED, domain), "{\"title\":\"t\"}"),
          "curator:books");
    }
  }

  @Test
  void everyBodyAnswersAsForADomainThatWasNeverThere() {
    Visitor reader = with("reader:books");
    for (String id : List.of("i5", "none")) {
      String item = "{\"domain\":\"ASKED\",\"item\":\"%s\"}".formatted(id);
      for (String body :
          List.of(
              "{\"user\":\"u1\",\"domains\":[\"ASKED\"]}",
              "{\"user\":\"u1\",\"domains\":[\"books\",\"ASKED\"]}",
              "{\"user\":\"u1\",\"quotas\":{\"ASKED\":{\"most\":1}}}",
              "{\"user\":\"u1\",\"include\":[" + item + "]}",
              "{\"user\":\"u1\",\"exclude\":[" + item + "]}",
              "{\"user\":\"u1\",\"context\":{\"page\":" + item + "}}",
              "{\"user\":\"u1\",\"context\":{\"session\":[" + item + "]}}",
              "{\"history\":[" + item + "]}")) {
        String path = "/api/v1/recommendations";
        same(body, domain -> reader.post(path, body.replace(ASKED, domain)), "reader:books");
      }
      for (String body :
          List.of(
              "{\"user\":\"u1\",\"candidates\":[" + item + "]}",
              "{\"history\":[" + item + "],\"candidates\":[]}")) {
        same(
            body,
            domain -> reader.post("/api/v1/rank", body.replace(ASKED, domain)),
            "reader:books");
      }
      Visitor writer = with("writer:books");
      String event = "{\"user\":\"w\"," + item.substring(1);
      same(
          event,
          domain -> writer.post("/api/v1/events", event.replace(ASKED, domain)),
          "writer:books");
      Visitor lines = writer.with("Content-Type", Visitor.LINES);
      same(
          event,
          domain -> lines.post("/api/v1/events", event.replace(ASKED, domain)),
          "writer:books");
    }
  }

  private static void same(String what, Function<String, Visitor.Answer> asked, String grants) {
    Visitor.Answer hidden = asked.apply("games");
    Visitor.Answer absent = asked.apply("plays");
    assertThat(hidden.status()).as(what + " " + grants).isEqualTo(absent.status());
    assertThat(told(hidden)).as(what + " " + grants).isEqualTo(told(absent));
    assertThat(hidden.text()).as(what).doesNotContain("games");
  }

  private static String told(Visitor.Answer answer) {
    return answer.text().replaceAll("\"requestId\":\"[^\"]*\"", "");
  }

  @Test
  void anAbsentDomainThatAKeyNamesIsToldWithTheKeysOwnDomains() {
    Visitor reader = with("reader:toys", "reader:books");
    Visitor.Answer answer = reader.get("/api/v1/users/u1/recommendations?domains=toys");
    assertThat(answer.isProblem(422, "no-such-domain").detail()).isEqualTo("the domains are books");
    answer = reader.get("/api/v1/domains/toys/items");
    assertThat(answer.isProblem(404, "unknown-domain").detail()).isEqualTo("the domains are books");
    answer =
        with("writer:toys", "writer:books")
            .post("/api/v1/events", "{\"user\":\"w\",\"domain\":\"toys\",\"item\":\"i\"}");
    assertThat(answer.isProblem(422, "no-such-domain").detail()).isEqualTo("the domains are books");
    answer = with("reader").get("/api/v1/users/u1/recommendations?domains=toys");
    assertThat(answer.detail()).isEqualTo("the domains are books, games");
  }

  @Test
  void nothingThatIsDegradedTellsOfOtherDomains() {
    String consent =
        "{\"consents\":[{\"from\":\"games\",\"to\":\"books\",\"purpose\":\"personalisation\","
            + "\"granted\":false}]}";
    assertThat(with("writer").put("/api/v1/users/u1/consents", consent).status()).isEqualTo(200);
    String path = "/api/v1/users/u1/recommendations?domains=books";
    assertThat(with("reader").get(path).json().get("degraded").toString())
        .contains("what happened in games is not used for books");
    Visitor reader = with("reader:books");
    assertThat(reader.get(path).json().get("degraded")).isEmpty();
    assertThat(reader.post("/api/v1/recommendations", "{\"user\":\"u1\"}").json().get("degraded"))
        .isEmpty();
    // Of their own domain they are told all.
    assertThat(
            reader
                .post(
                    "/api/v1/recommendations",
                    "{\"history\":[{\"domain\":\"books\",\"item\":\"none\"},"
                        + "{\"domain\":\"books\",\"item\":\"i5\"}]}")
                .json()
                .get("degraded")
                .toString())
        .contains("unknown items: 1 of 2");
  }

  @Test
  void countsOfEventsAreThoseOfTheirOwnDomains() {
    Visitor writer = with("writer");
    for (String domain : List.of("books", "games")) {
      writer.post(
          "/api/v1/events", "{\"user\":\"w\",\"item\":\"i5\",\"domain\":\"" + domain + "\"}");
    }
    assertThat(with("reader:books").get("/metrics").text())
        .contains("kuayu_events_total{domain=\"books\"} 1", "kuayu_requests")
        .doesNotContain("games");
    assertThat(with("reader").get("/metrics").text())
        .contains("kuayu_events_total{domain=\"games\"} 1");
  }

  @Test
  void wherePeoplesIdsComeFromIsToldToWhoMayKnowEveryDomain() {
    KuayuException failure =
        new KuayuException(ErrorCode.AMBIGUOUS_USER, "in games", "write DOMAIN:ID of games");
    assertThat(HttpProblem.of(failure, true).detail()).contains("games");
    assertThat(HttpProblem.of(failure, false).detail()).doesNotContain("games");
  }

  private Visitor with(String... grants) {
    Set<Grant> all = Set.copyOf(List.of(grants).stream().map(Grant::parse).toList());
    return anybody.as(keys.create("k", all, Optional.empty()).secret());
  }
}
