package io.kuayu.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.core.ErrorCode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Wrong parameters and filters get their status and a problem document. */
class WrongQueryTest extends WatchedServer {
  private static final String ASK = "/api/v1/recommendations";
  private static final String LIST = "/api/v1/users/u1/recommendations";

  @Test
  void parametersThatAreNotAllowed() {
    for (String query :
        List.of(
            "k=0",
            "k=-1",
            "k=1000000",
            "k=ten",
            "k=1&k=2",
            "k=99999999999999999999",
            "explain=maybe",
            "diversity=NaN",
            "diversity=-1",
            "calibrated=2",
            "seen=x",
            "timestamp=-1",
            "timestamp=tomorrow")) {
      visitor.get(LIST + "?" + query).isProblem(400, "bad-parameter");
    }
    visitor.get(LIST + "?domains=none").isProblem(422, "no-such-domain");
    visitor.get(LIST + "?domains=books,,games").isProblem(400, "bad-id");
    visitor.get("/api/v1/users/u1/reasons").isProblem(400, "bad-parameter");
    visitor.get("/api/v1/users/u1/reasons?domain=books&item=none").isProblem(404, "unknown-item");
    visitor.get("/api/v1/users/u1/reasons?domain=none&item=i1").isProblem(404, "unknown-domain");
    visitor.get("/api/v1/map?sample=0").isProblem(400, "bad-parameter");
    visitor.get("/api/v1/audit?k=0").isProblem(400, "bad-parameter");
    visitor.get("/api/v1/users/hidden-person").isProblem(404, "unknown-user");
    visitor.delete("/api/v1/users/hidden-person").isProblem(404, "unknown-user");
    visitor.post("/api/v1/models/none/activate", "{}").isProblem(404, "unknown-model");
    visitor
        .post("/api/v1/models/item-knn/activate", "{\"version\":\"../../x\"}")
        .isProblem(404, "unknown-model");
  }

  @Test
  void filtersThatAreWrongOrTooCostly() {
    for (String filter :
        List.of(
            "price <",
            "price ! 3",
            "title contains",
            "a = 1; drop table item",
            "'",
            "(".repeat(500) + "a = 1" + ")".repeat(500),
            "not ".repeat(500) + "a = 1",
            "a = 1" + " or a = 1".repeat(100),
            "a in (1" + ",1".repeat(700) + ")",
            "x".repeat(5_000))) {
      visitor
          .get(LIST + "?filter=" + encoded(filter))
          .isProblem(400, "bad-filter", ErrorCode.INVALID_FILTER);
      visitor
          .post(ASK, "{\"user\":\"u1\",\"filter\":\"" + filter + "\"}")
          .isProblem(400, "bad-filter", ErrorCode.INVALID_FILTER);
    }
  }

  @Test
  void attributesThatNoItemHas() {
    String list = LIST + "?filter=" + encoded("player > 1");
    assertThat(visitor.get(list).isProblem(400, "bad-filter", ErrorCode.INVALID_FILTER).detail())
        .isEqualTo(
            "filter, column 1: no item of books, games has an attribute 'player';"
                + " did you mean 'players'? the attributes are books: pages;"
                + " games: players, studio; every item has domain, id, title, text");
    visitor.get(list + "&domains=books").isProblem(400, "bad-filter", ErrorCode.INVALID_FILTER);
    String known = LIST + "?filter=" + encoded("not players > 1 and title contains \"t\"");
    assertThat(visitor.get(known).status()).isEqualTo(200);
    assertThat(visitor.get(known + "&domains=books").detail())
        .contains("no item of books", "the attributes are pages;");
    visitor
        .post(ASK, "{\"user\":\"u1\",\"filter\":\"" + "x".repeat(3_000) + " = 1\"}")
        .isProblem(400, "bad-filter", ErrorCode.INVALID_FILTER);
    // An attribute is known as soon as an item has it.
    visitor.put("/api/v1/domains/books/items/new", "{\"title\":\"New\",\"player\":3}");
    assertThat(visitor.get(list).json().get("items").get(0).get("item").asString())
        .isEqualTo("new");
  }

  @Test
  void parametersThatNoRouteHas() {
    for (Endpoints endpoint : Endpoints.values()) {
      String path =
          endpoint
              .pattern()
              .replace("{user}", "u1")
              .replace("{domain}", "books")
              .replace("{item}", "i5")
              .replace("{model}", "item-knn");
      Visitor.Answer answer = visitor.ask(endpoint.method(), path + "?hidden-person=1", "");
      answer.isProblem(400, "bad-parameter");
    }
    assertThat(visitor.get(LIST + "?domain=books").isProblem(400, "bad-parameter").detail())
        .startsWith("'domain' is no parameter here: did you mean 'domains'?");
    assertThat(visitor.get("/api/v1/domains?k=1").isProblem(400, "bad-parameter").detail())
        .isEqualTo("'k' is no parameter here: there are none");
    assertThat(visitor.get("/console.js?v=2").status()).isEqualTo(200);
    assertThat(visitor.get("/api/v1/users/u1/consents").status()).isEqualTo(200);
  }
}
