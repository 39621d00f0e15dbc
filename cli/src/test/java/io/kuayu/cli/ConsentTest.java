package io.kuayu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.cli.Shop.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** What somebody does not allow to be used moves nothing, by whatever way they are answered. */
class ConsentTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String USER = PrivateShop.user(7);
  private static final String EVENT =
      "{\"user\":\"somebody-new\",\"domain\":\"%s\",\"item\":\"%s\",\"timestamp\":%d}";
  private static final String CONSENTS =
      "{\"consents\":[{\"from\":\"food\",\"to\":\"kitchen\",\"purpose\":\"%s\",\"granted\":%s}]}";

  /** All but {@code popularity}, which looks at no history. */
  private static final List<String> FAMILIES =
      List.of(
          "recency",
          "transitions",
          "item-knn",
          "ease",
          "text",
          "lstm",
          "towers",
          "transformer",
          "generative",
          "blend");

  private static final String SMALL =
      """
      models:
        lstm: { epochs: 2, embedding-size: 8, hidden-size: 8 }
        towers: { epochs: 2, embedding-size: 8, hidden-size: 8, word-buckets: 64 }
        transformer: { epochs: 2, dim: 8, heads: 1 }
        generative: { epochs: 2, dim: 8, heads: 1, codes: 8 }
        blend: { experts: [item-knn, transitions, text, recency-4, transformer] }
      """;

  @TempDir Path folder = Path.of(".");

  /** A file in which everybody of the shop agrees to training across domains. */
  private static String agreements(Path folder) throws IOException {
    StringBuilder lines = new StringBuilder("user,from,to,purpose,granted\n");
    for (int person = 0; person < 60; person++) {
      lines.append(PrivateShop.user(person)).append(",,,training,true\n");
    }
    return Files.writeString(folder.resolve("agreements.csv"), lines).toString();
  }

  @Test
  void aFoodEventMovesNoKitchenScoreOfWhoDoesNotAllowIt() throws Exception {
    for (String model : FAMILIES) {
      Path own = Files.createDirectory(folder.resolve(model));
      PrivateShop shop =
          new PrivateShop(own).write(60, model, "{ consent: { across: denied } }\n" + SMALL);
      // Everybody who is learnt from agrees, so that there is something that could cross.
      assertThat(shop.run(List.of("consent", "import"), agreements(own)).code()).isZero();
      String list = "/api/v1/users/somebody-new/recommendations?k=40&domains=kitchen";
      try (Served served = new Served(shop.configuration())) {
        served.send("POST", "/api/v1/events", EVENT.formatted("kitchen", "k3", 1_700_000_500));
        List<JsonNode> before = kitchen(served, list);
        served.send("POST", "/api/v1/events", EVENT.formatted("food", "f9", 1_700_050_000));
        served.send("POST", "/api/v1/events", EVENT.formatted("food", "f3", 1_700_000_001));
        assertThat(kitchen(served, list)).as(model).isEqualTo(before);
        String decisions = "/api/v1/users/somebody-new/consents";
        served.send("PUT", decisions, CONSENTS.formatted("personalisation", "true"));
        assertThat(kitchen(served, list)).as(model + " with consent").isNotEqualTo(before);
        served.send("PUT", decisions, CONSENTS.formatted("personalisation", "false"));
        assertThat(kitchen(served, list)).as(model + " withdrawn").isEqualTo(before);
      }
    }
  }

  /**
   * A history that comes with a user is theirs: what they do not allow is not used of it either.
   */
  @Test
  void anExplicitHistoryOfSomebodyObeysTheirConsent() throws Exception {
    PrivateShop shop =
        new PrivateShop(folder).write(60, "item-knn", "{ consent: { across: denied } }");
    assertThat(shop.run(List.of("consent", "import"), agreements(folder)).code()).isZero();
    String event = "{\"domain\":\"%s\",\"item\":\"%s\",\"timestamp\":1700000500}";
    String kitchen = event.formatted("kitchen", "k3");
    String both = kitchen + "," + event.formatted("food", "f9");
    try (Served served = new Served(shop.configuration())) {
      JsonNode alone = ranked(served, kitchen);
      assertThat(ranked(served, both)).isEqualTo(alone);
      String decisions = "/api/v1/users/somebody-new/consents";
      served.send("PUT", decisions, CONSENTS.formatted("personalisation", "true"));
      assertThat(ranked(served, both)).isNotEqualTo(alone);
    }
  }

  private static JsonNode ranked(Served served, String history) {
    String candidates =
        IntStream.range(0, 40)
            .mapToObj("{\"domain\":\"kitchen\",\"item\":\"k%d\"}"::formatted)
            .collect(Collectors.joining(","));
    return served.send(
        "POST",
        "/api/v1/rank",
        "{\"user\":\"somebody-new\",\"history\":[%s],\"candidates\":[%s]}"
            .formatted(history, candidates));
  }

  /**
   * The list in kitchen, scores and reasons. In the list of all domains, food may take places from
   * kitchen; what is left of kitchen is the beginning of its own list, with the same scores.
   */
  private static List<JsonNode> kitchen(Served served, String list) {
    String rank =
        "{\"user\":\"somebody-new\",\"candidates\":[{\"domain\":\"kitchen\",\"item\":\"k4\"},"
            + "{\"domain\":\"kitchen\",\"item\":\"k5\"}]}";
    List<JsonNode> told = new ArrayList<>();
    JsonNode alone = served.get(list).get("items");
    told.add(alone);
    int place = 0;
    for (JsonNode item : served.get(list.replace("&domains=kitchen", "")).get("items")) {
      if (item.get("domain").asString().equals("kitchen")) {
        assertThat(item.get("item")).isEqualTo(alone.get(place).get("item"));
        assertThat(item.get("score")).isEqualTo(alone.get(place).get("score"));
        place++;
      }
    }
    assertThat(place).isPositive();
    told.add(served.send("POST", "/api/v1/rank", rank));
    told.add(
        served.get("/api/v1/users/somebody-new/reasons?domain=kitchen&item=k4").get("reasons"));
    return told;
  }

  @Test
  void commandsKeepToWhatWasDecided() throws IOException {
    PrivateShop shop = new PrivateShop(folder).write(60, "item-knn", "{ pseudonyms: true }");
    Outcome open = shop.run("recommend", "--user", USER, "--domains", "kitchen", "--json");
    assertThat(
            shop.run(
                    List.of("consent", "withdraw"),
                    "--user",
                    USER,
                    "--from",
                    "food",
                    "--to",
                    "kitchen",
                    "--purpose",
                    "personalisation")
                .code())
        .isZero();
    Outcome closed = shop.run("recommend", "--user", USER, "--domains", "kitchen", "--json");
    assertThat(closed.out()).isNotEqualTo(open.out());
    Path food = folder.resolve("food-events.csv");
    // The same person with other food events.
    Files.writeString(
        food, Files.readString(food).replace(USER + ",", "another,") + USER + ",f39,1700090000\n");
    Outcome moved = shop.run("recommend", "--user", USER, "--domains", "kitchen", "--json");
    assertThat(items(moved)).containsExactlyElementsOf(items(closed));
    Files.writeString(
        folder.resolve("r.jsonl"),
        "{\"id\":\"r\",\"user\":\"%s\",\"candidates\":[{\"domain\":\"kitchen\",\"item\":\"k5\"}]}\n"
            .formatted(USER));
    assertThat(shop.run("rank", "--requests", file("r.jsonl"), "--out", file("s.jsonl")).code())
        .isZero();
    assertThat(shop.run("batch", "--out", file("b.jsonl"), "--domains", "kitchen").code()).isZero();
    String name = shop.run(List.of("pseudonyms", "of"), USER).out().strip().split("\t", -1)[1];
    String line =
        Files.readAllLines(folder.resolve("b.jsonl")).stream()
            .filter(one -> one.contains(name))
            .findFirst()
            .orElseThrow();
    List<String> batch =
        JSON.readTree(line)
            .get("items")
            .valueStream()
            .map(item -> item.get("item").asString())
            .toList();
    assertThat(batch).isEqualTo(items(moved));
  }

  @Test
  void withoutAProfileEverybodyGetsTheListOfSomeoneNew() throws IOException {
    PrivateShop shop = new PrivateShop(folder).write(60, "popularity", "{ pseudonyms: false }");
    String one = shop.run("recommend", "--user", USER, "--profile", "none", "--json").out();
    String other =
        shop.run("recommend", "--user", PrivateShop.user(20), "--profile", "none", "--json").out();
    String stranger = shop.run("recommend", "--user", "stranger", "--json").out();
    assertThat(one).isEqualTo(other).isEqualTo(stranger);
    assertThat(shop.run("recommend", "--user", USER, "--profile", "some").code()).isEqualTo(2);
  }

  @Test
  void aModelLearnsNothingOfWhatPeopleKeepApartAndWithdrawalsWaitForIt() throws IOException {
    PrivateShop shop = new PrivateShop(folder).write(60, "item-knn", "{ pseudonyms: false }");
    String list = "--history=food:f3";
    Outcome across = shop.run("recommend", list, "--domains", "kitchen", "--json");
    assertThat(scores(across)).anyMatch(score -> score > 0);
    assertThat(
            shop.run(
                    List.of("consent", "withdraw"),
                    "--user",
                    USER,
                    "--from",
                    "kitchen",
                    "--to",
                    "food")
                .code())
        .isZero();
    assertThat(shop.run(List.of("consent", "pending")).out())
        .contains("item-knn: 0 erased, 1 withdrawn");
    String careful = "privacy.consent.across=denied";
    assertThat(shop.run("train", "-s", careful).code()).isZero();
    assertThat(shop.run(List.of("consent", "pending")).out()).isEmpty();
    assertThat(scores(shop.run("recommend", list, "--domains", "kitchen", "--json")))
        .allMatch(score -> score == 0);
    assertThat(scores(shop.run("recommend", list, "--domains", "food", "--json")))
        .anyMatch(score -> score > 0);
    assertThat(shop.run(List.of("consent", "show"), "--user", USER).out())
        .contains("kitchen\tfood\ttraining\tdenied")
        .contains("food\tkitchen\ttraining\tgranted");
  }

  /**
   * In training, too. The question is about kitchen, where the person had done something; what they
   * do in food meanwhile is learnt from for food. Where others join the two domains, the inverse of
   * {@code ease} is one for both: it is asked where nobody does.
   */
  @Test
  void aFoodEventThatIsLearntFromMovesNoKitchenScoreOfWhatCounts() throws Exception {
    PrivateShop shop =
        new PrivateShop(folder)
            .write(60, "popularity", "{ pseudonyms: true, consent: { across: denied } }");
    StringBuilder request = new StringBuilder();
    for (int item = 0; item < 40; item++) {
      request.append(item == 0 ? "" : ",");
      request.append("{\"domain\":\"kitchen\",\"item\":\"k%d\"}".formatted(item));
    }
    Files.writeString(
        folder.resolve("r.jsonl"),
        "{\"id\":\"r\",\"user\":\"%s\",\"timestamp\":1700090000,\"candidates\":[%s]}\n"
            .formatted(USER, request));
    Path food = folder.resolve("food-events.csv");
    String before = Files.readString(food);
    for (String model : List.of("ease", "popularity", "recency", "transitions", "item-knn")) {
      List<String> scores = new ArrayList<>();
      for (String more : List.of("", USER + ",f9,1700007000\n" + USER + ",f3,1700000100\n")) {
        Files.writeString(food, before + more);
        assertThat(
                shop.run(
                        "rank",
                        "--model",
                        model,
                        "--requests",
                        file("r.jsonl"),
                        "--out",
                        file("s.jsonl"))
                    .code())
            .isZero();
        scores.add(Files.readString(folder.resolve("s.jsonl")));
      }
      assertThat(scores.getFirst()).as(model).containsPattern("[1-9]\\.|\\.0*[1-9]");
      assertThat(scores.getLast()).as(model).isEqualTo(scores.getFirst());
      // From now on all others agree.
      Path others = Path.of(agreements(folder));
      Files.writeString(others, Files.readString(others).replaceAll(USER + ".*\n", ""));
      assertThat(shop.run(List.of("consent", "import"), others.toString()).code()).isZero();
    }
  }

  @Test
  void aFileOfConsentsIsKeptAndItsBadLinesAreTold() throws IOException {
    PrivateShop shop =
        new PrivateShop(folder)
            .write(60, "item-knn", "{ pseudonyms: true, consent: { across: denied } }");
    Files.writeString(
        folder.resolve("c.csv"),
        """
        user,from,to,purpose,granted
        %1$s,food,kitchen,,true
        ,food,kitchen,,true
        "quoted, ""oddly""\",food,kitchen,training,true
        %1$s,food,cellar,,true
        %1$s,food,kitchen,selling,true
        %1$s,food,kitchen,training,perhaps
        %1$s,kitchen
        """
            .formatted(USER));
    Outcome strict = shop.run(List.of("consent", "import"), file("c.csv"), "--strict");
    assertThat(strict.code()).isEqualTo(1);
    assertThat(shown(shop, USER)).contains("food\tkitchen\ttraining\tdenied");
    Outcome kept = shop.run(List.of("consent", "import"), file("c.csv"));
    assertThat(kept.code()).isEqualTo(1);
    assertThat(kept.err())
        .contains("c.csv:3 names no user")
        .contains("c.csv:5 the domains are food, kitchen")
        .contains("c.csv:6 purpose must be")
        .contains("c.csv:7 granted must be")
        .contains("c.csv:8 2 columns instead of 5")
        .contains("5 bad lines are left out");
    assertThat(shown(shop, USER))
        .contains("food\tkitchen\ttraining\tgranted")
        .contains("food\tkitchen\tpersonalisation\tgranted")
        .contains("kitchen\tfood\ttraining\tdenied");
    assertThat(shown(shop, "quoted, \"oddly\""))
        .contains("food\tkitchen\ttraining\tgranted")
        .contains("food\tkitchen\tpersonalisation\tdenied");
    Files.writeString(
        folder.resolve("c.jsonl"),
        """
        {"user":"%1$s","from":"food","to":"kitchen","purpose":"training","granted":false}
        {"user":"broken
        {"user":"%1$s","form":"kitchen","to":"food","granted":true}
        """
            .formatted(USER));
    assertThat(shop.run(List.of("consent", "import"), file("c.jsonl")).err())
        .contains("c.jsonl:2 is no JSON")
        .contains("c.jsonl:3 has a key 'form'");
    assertThat(shown(shop, USER))
        .contains("food\tkitchen\ttraining\tdenied")
        .contains("food\tkitchen\tpersonalisation\tgranted");
    assertThat(shop.filesWith(USER)).isEmpty();
    // What is no such file gives nobody's consent, least of all for all domains.
    Files.writeString(folder.resolve("c.txt"), "user,form,to,purpose,granted\n%s,,,,true\n");
    Outcome misspelt = shop.run(List.of("consent", "import"), file("c.txt"));
    assertThat(misspelt.code()).isEqualTo(1);
    assertThat(misspelt.err()).contains("c.txt:1 has no column from", "user,from,to");
  }

  private static String shown(PrivateShop shop, String user) {
    return shop.run(List.of("consent", "show"), "--user", user).out();
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private static List<String> items(Outcome outcome) {
    assertThat(outcome.code()).as(outcome.err()).isZero();
    return JSON.readTree(outcome.out())
        .valueStream()
        .map(item -> item.get("item").asString())
        .toList();
  }

  private static List<Double> scores(Outcome outcome) {
    assertThat(outcome.code()).as(outcome.err()).isZero();
    return JSON.readTree(outcome.out())
        .valueStream()
        .map(item -> item.get("score").asDouble())
        .toList();
  }
}
