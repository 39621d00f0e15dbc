package io.kuayu.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kuayu.cli.Shop.Outcome;
import io.kuayu.core.metric.Rank;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

class CommandsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path folder;
  private static Shop shop = new Shop(Path.of("."));

  @BeforeAll
  static void openShop() throws IOException {
    shop = new Shop(folder).write(120, 40);
  }

  @Test
  void recommendRunsTheStepsThatItLacksAndSaysSo(@TempDir Path fresh) throws IOException {
    Shop other = new Shop(fresh).write(30, 12);
    Outcome first = other.run("recommend", "--user", "u7", "-k", "3", "--json");
    assertThat(first.code()).as(first.err()).isZero();
    assertThat(first.err()).contains("preparing the data").contains("training item-knn");
    assertThat(JSON.readTree(first.out())).hasSize(3);
    Outcome second = other.run("recommend", "--user", "u7", "-k", "3", "--json");
    assertThat(second.out()).isEqualTo(first.out());
    assertThat(second.err()).isEmpty();
    Outcome seeded = other.run("recommend", "--user", "u7", "-s", "seed=7");
    assertThat(seeded.err()).contains("preparing").contains("training item-knn");
  }

  @Test
  void jsonHasTheFieldsOfTheContract() {
    Outcome outcome = shop.run("recommend", "--user", "u50", "--explain", "--json");
    JsonNode first = JSON.readTree(outcome.out()).get(0);
    assertThat(first.propertyNames())
        .containsExactly("domain", "item", "score", "rank", "title", "source", "reasons", "ledger");
    Outcome plain = shop.run("recommend", "--user", "u50", "--json");
    assertThat(JSON.readTree(plain.out()).get(0).propertyNames())
        .containsExactly("domain", "item", "score", "rank", "title", "source", "reasons");
    assertThat(first.get("reasons").get(0).get("kind").asString()).isEqualTo("history");
    assertThat(first.get("reasons").get(0).propertyNames())
        .containsExactly("kind", "domain", "item", "weight", "text");
  }

  @Test
  void commandsOfCommandsShowTheirHelp() {
    for (List<String> command :
        List.of(
            List.of("consent", "withdraw"),
            List.of("keys", "create"),
            List.of("audit", "verify"))) {
      Outcome help = shop.run(command, "--help");
      assertThat(help.code()).as(help.err()).isZero();
      assertThat(help.out()).contains("Usage: kuayu " + String.join(" ", command), "--help");
    }
  }

  @Test
  void answersForEveryIdThatDataCanHold() {
    for (String odd : Shop.ODD) {
      Outcome byUser = shop.run("recommend", "--user", odd, "--json");
      assertThat(byUser.code()).as(byUser.err()).isZero();
      assertThat(JSON.readTree(byUser.out())).as(odd).hasSize(10);
    }
    for (String odd : Shop.ODD.subList(0, Shop.ODD.size() - 1)) {
      Outcome byItem =
          shop.run("recommend", "--history", "books:" + odd + ",games:i20", "--json", "-k", "5");
      assertThat(byItem.err()).as(odd).doesNotContain("not in the catalogue");
      assertThat(JSON.readTree(byItem.out())).as(odd).hasSize(5);
    }
  }

  @Test
  void unknownUserIsAnsweredAsSomeoneNew() {
    Outcome outcome = shop.run("recommend", "--user", "no\u001b[31mbody", "-k", "2", "--json");
    assertThat(outcome.code()).isZero();
    assertThat(outcome.err()).contains("someone new");
    assertThat(JSON.readTree(outcome.out())).hasSize(2);
  }

  @Test
  void unknownItemIsToldAndTheOthersAreUsed() {
    Outcome outcome =
        shop.run("recommend", "--history", "books:i9,books:nothing,games:i8", "--json");
    assertThat(outcome.code()).isZero();
    assertThat(outcome.err()).contains("1 of the history's items").contains("'books:nothing'");
    assertThat(JSON.readTree(outcome.out())).hasSize(10);
  }

  @Test
  void wrongArgumentsEndWithTwoAndOneClearMessage() {
    assertWrong(shop.run("recommend", "--user", "u9", "-k", "0"), "-k is 0", "at least 1");
    assertWrong(shop.run("recommend", "--user", "u9", "-k", "x"), "-k", "--help");
    assertWrong(shop.run("recommend"), "nobody is named", "--user ID or --history");
    assertWrong(shop.run("recommend", "--user", "a", "--history", "books:i9"), "both", "either");
    assertWrong(shop.run("recommend", "--history", "boks:i9"), "'boks'", "did you mean 'books'?");
    assertWrong(shop.run("recommend", "--history", "i9"), "does not name an item", "DOMAIN:ITEM");
    assertWrong(
        shop.run("recommend", "--user", "u9", "--domains", "book"), "'book'", "books, games");
    assertWrong(shop.run("recommend", "--user", "u9", "-m", "item-kn"), "'item-kn'", "item-knn");
    assertWrong(shop.run("evaluate", "--candidates", "some"), "some", "sampled:N");
    assertWrong(shop.run("evaluate", "--part", "train"), "train", "test or valid");
    assertWrong(shop.run("recomend"), "recomend", "recommend");
    assertWrong(shop.run("recommend", "--usr", "x"), "--usr", "--user");
  }

  @Test
  void wrongConfigurationsEndWithTwoAndNameTheirLines(@TempDir Path fresh) throws IOException {
    Shop other = new Shop(fresh).write(10, 12);
    other.change("kuayu.yaml", "seed: 42", "sed: 42\nmodels: { ease: { lambda: -1 } }");
    Outcome outcome = other.run("prepare");
    assertWrong(
        outcome, "kuayu.yaml:2 sed: unknown key; did you mean 'seed'?", "models.ease.lambda");
    assertThat(outcome.out()).isEmpty();
  }

  @Test
  void aMissingColumnIsNamedWithThoseThatThereAre(@TempDir Path fresh) throws IOException {
    Shop other = new Shop(fresh).write(10, 12);
    other.change(
        "kuayu.yaml",
        "events: { path: games-events.csv, user: user",
        "events: { path: games-events.csv, user: person");
    Outcome outcome = other.run("prepare");
    assertThat(outcome.code()).isNotZero();
    assertThat(outcome.err()).contains("person").contains("user").doesNotContain("\tat ");
    assertThat(Files.exists(other.file("work/corpus/manifest.json"))).isFalse();
  }

  @Test
  void aMissingFileIsNamed(@TempDir Path fresh) throws IOException {
    Shop other = new Shop(fresh).write(10, 12);
    Files.delete(other.file("games-items.csv"));
    Outcome outcome = other.run("prepare");
    assertThat(outcome.code()).isNotZero();
    assertThat(outcome.err()).contains("games-items.csv").doesNotContain("\tat ");
  }

  @Test
  void anEmptyDomainIsNoFailureOfTheOthers(@TempDir Path fresh) throws IOException {
    Shop other = new Shop(fresh).write(30, 12);
    Files.writeString(other.file("games-events.csv"), "user,item,time\n");
    Outcome outcome = other.run("recommend", "--user", "u9", "--domains", "books");
    assertThat(outcome.code()).as(outcome.err()).isIn(0, 1);
    assertThat(outcome.err()).contains("games").doesNotContain("\tat ");
  }

  @Test
  void rankAgreesWithEvaluateToTheLastDigit() throws IOException {
    for (String candidates : List.of("full", "sampled:9")) {
      for (String model : List.of("popularity", "recency", "transitions", "item-knn", "ease")) {
        Path requests = shop.file("requests.jsonl");
        Outcome evaluated =
            shop.run(
                "evaluate",
                "-m",
                model,
                "--candidates",
                candidates,
                "--json",
                "--requests-out",
                requests.toString());
        assertThat(evaluated.code()).as(evaluated.err()).isZero();
        Path scores = shop.file("scores.jsonl");
        Outcome ranked =
            shop.run(
                "rank", "-m", model, "--requests", requests.toString(), "--out", scores.toString());
        assertThat(ranked.code()).as(ranked.err()).isZero();
        Map<String, Double> expected = ndcg(requests, scores);
        JsonNode domains = JSON.readTree(evaluated.out()).get("domains");
        for (String domain : domains.propertyNames()) {
          assertThat(domains.get(domain).get("ndcg@10").asDouble())
              .as("%s %s %s", model, candidates, domain)
              .isCloseTo(expected.getOrDefault(domain, 0.0), within(1e-13));
        }
      }
    }
  }

  @Test
  void rankKeepsTheOrderAndAnswersNullForUnknownItems() throws IOException {
    Path requests =
        Files.writeString(
            shop.file("few.jsonl"),
            """
            {"candidates":[{"item":"i9","domain":"books"},{"domain":"books","item":"none"},{"domain":"none","item":"i9"}],"id":"first","user":"u50","more":{"x":[1]}}

            {"id":2,"history":[],"timestamp":1700000000,"candidates":[]}
            {"id":"深\\"度","history":[{"domain":"books","item":"i9"},{"domain":"books","item":"none"}],"candidates":[{"domain":"games","item":"i9"}]}
            """);
    Path scores = shop.file("few-scores.jsonl");
    Outcome outcome =
        shop.run("rank", "--requests", requests.toString(), "--out", scores.toString());
    assertThat(outcome.code()).as(outcome.err()).isZero();
    List<String> lines = Files.readAllLines(scores);
    assertThat(lines).hasSize(3);
    JsonNode first = JSON.readTree(lines.get(0));
    assertThat(first.get("id").asString()).isEqualTo("first");
    assertThat(first.get("scores").get(0).isNumber()).isTrue();
    assertThat(first.get("scores").get(1).isNull()).isTrue();
    assertThat(first.get("scores").get(2).isNull()).isTrue();
    assertThat(lines.get(1)).isEqualTo("{\"id\":\"2\",\"scores\":[]}");
    assertThat(JSON.readTree(lines.get(2)).get("id").asString()).isEqualTo("深\"度");
  }

  @Test
  void aBadLineEndsRankUnlessItMayBeSkipped() throws IOException {
    Path requests =
        Files.writeString(
            shop.file("bad.jsonl"),
            "{\"id\":\"1\",\"history\":[],\"candidates\":[]}\n{\"id\":\"2\",\"user\":\n{\"id\":\"3\",\"candidates\":[]}\n");
    Path scores = shop.file("bad-scores.jsonl");
    Outcome strict =
        shop.run("rank", "--requests", requests.toString(), "--out", scores.toString());
    assertThat(strict.code()).isEqualTo(1);
    assertThat(strict.err()).contains("bad.jsonl:2 is not valid JSON").contains("--skip-bad-lines");
    assertThat(Files.exists(scores)).isFalse();
    Outcome lenient =
        shop.run(
            "rank",
            "--requests",
            requests.toString(),
            "--out",
            scores.toString(),
            "--skip-bad-lines");
    assertThat(lenient.code()).isZero();
    assertThat(Files.readAllLines(scores)).hasSize(3);
    assertThat(Files.readAllLines(scores).get(2)).contains("bad.jsonl:3 names neither");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(Path::toString)).noneMatch(file -> file.endsWith(".part"));
    }
  }

  @Test
  void batchWritesALineForEachPersonAndDomain() throws IOException {
    Path lists = shop.file("lists.jsonl");
    Outcome outcome = shop.run("batch", "--out", lists.toString(), "-k", "4");
    assertThat(outcome.code()).as(outcome.err()).isZero();
    Set<String> seen = new HashSet<>();
    for (String line : Files.readAllLines(lists)) {
      JsonNode node = JSON.readTree(line);
      assertThat(node.propertyNames()).containsExactly("user", "domain", "items");
      assertThat(node.get("items")).hasSize(4);
      seen.add(node.get("user").asString() + "|" + node.get("domain").asString());
    }
    assertThat(seen).hasSize(240).contains("../../up|games");
  }

  @Test
  void oneSeedGivesTheSameNumbers() {
    for (String model : List.of("recency", "ease")) {
      String first = numbers(model);
      assertThat(shop.run("train", "-m", model).code()).isZero();
      assertThat(numbers(model)).isEqualTo(first);
      assertThat(shop.run("train", "-m", model, "-s", "threads=1").code()).isZero();
      assertThat(numbers(model)).isEqualTo(first);
    }
  }

  @Test
  void transferComparesWithTheTwins() {
    Outcome outcome = shop.run("evaluate", "-m", "item-knn", "--transfer", "--json");
    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(JSON.readTree(outcome.out()).get("transfer").propertyNames())
        .containsExactly("books", "games");
  }

  @Test
  void theCurveSaysWhatItTrainsAndTellsWhenOtherDomainsHelp() {
    Outcome outcome = shop.run("evaluate", "-m", "popularity", "--curve", "--json");
    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(outcome.err()).contains("trains popularity 12 times");
    JsonNode curve = JSON.readTree(outcome.out()).at("/transfer/books/curve");
    assertThat(curve.get("knownEvents")).isNotEmpty();
    assertThat(curve.get("trainingPeople")).isNotEmpty();
    Outcome known = shop.run("evaluate", "-m", "popularity", "--curve=known", "--json");
    assertThat(known.err()).doesNotContain("the transfer curve trains");
    JsonNode untrained = JSON.readTree(known.out()).at("/transfer/books/curve");
    assertThat(untrained.get("leftKnown")).isNotEmpty();
    assertThat(untrained.has("trainingPeople")).isFalse();
    assertWrong(shop.run("evaluate", "--curve", "--no-transfer"), "--curve", "leave one");
    assertWrong(shop.run("evaluate", "--curve=none"), "none", "all or known");
  }

  @Test
  void theReportComesWithTheTransferTable() throws IOException {
    Path report = shop.file("report");
    Outcome outcome = shop.run("evaluate", "-m", "popularity", "--report", report.toString());
    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(outcome.out()).contains("transfer");
    assertThat(report.resolve("index.html")).isNotEmptyFile();
    JsonNode written = JSON.readTree(Files.readString(report.resolve("report.json")));
    assertThat(written.get("models").get(0).has("transfer")).isTrue();
  }

  @Test
  void validateNamesItsChecksAndTheBadLines(@TempDir Path fresh) throws IOException {
    Shop other = new Shop(fresh).write(30, 12);
    other.change("books-events.csv", "user,item,time\n", "user,item,time\nu1,i9,never\n");
    Outcome outcome = other.run("validate");
    assertThat(outcome.code()).as(outcome.out() + outcome.err()).isZero();
    assertThat(outcome.out()).contains("PASS").contains("WARN").contains("books-events.csv:2");
    Files.writeString(other.file("games-events.csv"), "");
    Files.delete(other.file("books-items.csv"));
    Outcome failed = other.run("validate", "--json");
    assertThat(failed.code()).isEqualTo(1);
    assertThat(JSON.readTree(failed.out()).findValuesAsString("status")).contains("FAIL");
  }

  @Test
  void doctorFindsWhatKuayuNeeds() {
    StringWriter out = new StringWriter();
    int code =
        Main.run(new PrintWriter(out), new PrintWriter(new StringWriter()), "doctor", "--json");
    assertThat(code).as(out.toString()).isZero();
    assertThat(JSON.readTree(out.toString()).findValuesAsString("name"))
        .contains("java", "duckdb", "pytorch", "disk");
  }

  private static String numbers(String model) {
    Outcome outcome = shop.run("evaluate", "-m", model, "--json");
    ObjectNode node = (ObjectNode) JSON.readTree(outcome.out());
    node.remove(List.of("trainSeconds", "peakMemoryMb", "evaluateSeconds"));
    return node.toString();
  }

  private static Map<String, Double> ndcg(Path requests, Path scores) throws IOException {
    List<String> asked = Files.readAllLines(requests);
    List<String> answered = Files.readAllLines(scores);
    assertThat(answered).hasSameSizeAs(asked);
    Map<String, Double> sums = new HashMap<>();
    Map<String, Integer> counts = new HashMap<>();
    for (int line = 0; line < asked.size(); line++) {
      JsonNode request = JSON.readTree(asked.get(line));
      JsonNode answer = JSON.readTree(answered.get(line));
      assertThat(answer.get("id")).isEqualTo(request.get("id"));
      float[] values = new float[answer.get("scores").size()];
      for (int index = 0; index < values.length; index++) {
        values[index] = answer.get("scores").get(index).floatValue();
      }
      int rank = Rank.of(values, 0, new boolean[values.length]);
      String domain = request.get("candidates").get(0).get("domain").asString();
      sums.merge(domain, Rank.ndcg(rank, 10), Double::sum);
      counts.merge(domain, 1, Integer::sum);
    }
    sums.replaceAll((domain, sum) -> sum / counts.getOrDefault(domain, 1));
    return sums;
  }

  private static void assertWrong(Outcome outcome, String problem, String remedy) {
    assertThat(outcome.code()).as(outcome.err()).isEqualTo(2);
    assertThat(outcome.err()).contains(problem).contains(remedy).doesNotContain("\tat ");
    assertThat(outcome.out()).isEmpty();
  }
}
