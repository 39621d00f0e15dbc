package io.kuayu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.cli.Shop.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Whatever is run, a name in each domain joins only what people allow, and costs them nothing. */
class DomainNamesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ID = "somebody-";
  private static final String USER = PrivateShop.user(7);
  private static final String OPEN = "{ pseudonyms: true, per-domain: true }";
  private static final String CAREFUL =
      "{ pseudonyms: true, per-domain: true, consent: { across: denied } }";
  private static final String EVENT =
      "{\"user\":\"%s\",\"domain\":\"%s\",\"item\":\"%s\",\"id\":\"one and the same\",\"timestamp\":%d}";
  private static final String DECISION =
      "{\"consents\":[{\"from\":\"food\",\"to\":\"kitchen\",\"purpose\":\"personalisation\",\"granted\":%s}]}";

  @TempDir Path folder = Path.of(".");

  @Test
  void whereEverybodyAgreesNothingIsDifferent() throws Exception {
    PrivateShop plain = shop("plain", "item-knn", "{ pseudonyms: true }");
    assertThat(plain.run("prepare").code()).isZero();
    PrivateShop apart = shop("apart", "item-knn", OPEN);
    Files.copy(file(plain, "kuayu.key"), file(apart, "kuayu.key"));
    for (String model : List.of("item-knn", "transitions", "lstm")) {
      String[] options = {"--model", model, "-s", "models.lstm.epochs=1", "-s", "threads=1"};
      String[] batch = with(options, "--out", folder.resolve("lists.jsonl").toString());
      assertThat(plain.run("batch", batch).code()).isZero();
      String expected = Files.readString(folder.resolve("lists.jsonl"));
      assertThat(apart.run("batch", batch).code()).isZero();
      assertThat(folder.resolve("lists.jsonl")).content().as(model).isEqualTo(expected);
      String[] one = with(options, "--user", USER, "--json");
      assertThat(JSON.readTree(apart.run("recommend", one).out()))
          .isEqualTo(JSON.readTree(plain.run("recommend", one).out()));
      String[] measured = with(options, "--json");
      assertThat(metrics(apart.run("evaluate", measured)))
          .isEqualTo(metrics(plain.run("evaluate", measured)));
    }
    assertThat(links(apart)).hasSize(60).allSatisfy((_, own) -> assertThat(own).hasSize(2));
  }

  @Test
  void whoeverAllowsNothingIsInNoTableAndNothingJoinsTheirNames() throws Exception {
    PrivateShop shop = shop("careful", "item-knn", CAREFUL);
    assertThat(shop.run(List.of("consent", "grant"), "--user", PrivateShop.user(9)).code())
        .isZero();
    try (Served served = new Served(shop.configuration())) {
      served.send("POST", "/api/v1/events", EVENT.formatted(USER, "food", "f3", 1_700_100_000));
      served.send("POST", "/api/v1/events", EVENT.formatted(USER, "kitchen", "k3", 1_700_100_001));
      served.send("POST", "/api/v1/events", EVENT.formatted(USER, "kitchen", "k3", 1_700_100_001));
      String user = "/api/v1/users/" + USER;
      assertThat(served.get(user).get("events")).hasSize(14);
      assertThat(served.get(user + "/recommendations").get("items")).hasSize(10);
      // By the name of one domain, nothing of the other is told.
      String food = nameOf(shop, USER, "food");
      JsonNode asked = served.get("/api/v1/users/" + food).get("events");
      assertThat(asked).hasSize(7).allMatch(event -> event.get("domain").asString().equals("food"));
      assertThat(
              served.get("/api/v1/users/" + food + "/recommendations?domains=kitchen").get("items"))
          .isEqualTo(
              served.get("/api/v1/users/stranger/recommendations?domains=kitchen").get("items"));
    }
    Map<String, List<List<String>>> rows = storedRows(shop);
    List<List<String>> food = rows.getOrDefault(nameOf(shop, USER, "food"), List.of());
    List<List<String>> kitchen = rows.getOrDefault(nameOf(shop, USER, "kitchen"), List.of());
    assertThat(food).hasSize(1);
    assertThat(kitchen).hasSize(1);
    assertThat(Collections.disjoint(food.getFirst(), kitchen.getFirst())).isTrue();
    assertThat(rows.keySet()).allMatch(name -> name.startsWith("kd1-"));
    assertThat(links(shop)).containsOnlyKeys(nameOf(shop, PrivateShop.user(9), ""));
    assertThat(Files.getPosixFilePermissions(file(shop, "kuayu.links")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(shop.filesWith(ID)).isEmpty();
    for (String beside : List.of("kuayu.links", "kuayu.key")) {
      assertThat(bytes(file(shop, beside))).doesNotContain(ID);
    }
    // The general name of somebody who never decided lies nowhere at all.
    String general = nameOf(shop, USER, "");
    assertThat(shop.filesWith(general)).isEmpty();
    assertThat(bytes(file(shop, "kuayu.links"))).doesNotContain(general);
  }

  @Test
  void withoutTheTableFoodMovesNothingInKitchenWhateverIsAllowed() throws IOException {
    PrivateShop shop = shop("lost", "item-knn", OPEN);
    String[] kitchen = {"--user", USER, "--domains", "kitchen", "--json"};
    String linked = shop.run("recommend", kitchen).out();
    String denied =
        shop.run("recommend", with(kitchen, "-s", "privacy.consent.across=denied")).out();
    Files.delete(file(shop, "kuayu.links"));
    Outcome lost = shop.run("recommend", kitchen);
    assertThat(lost.code()).isZero();
    assertThat(lost.err()).contains("the linking table").contains("kuayu prepare");
    assertThat(items(lost.out())).isEqualTo(items(denied)).isNotEqualTo(items(linked));
    // What is trained now finds nothing to learn across domains, though all of it is allowed.
    assertThat(shop.run("train").code()).isZero();
    Outcome across = shop.run("recommend", "--history=food:f3", "--domains", "kitchen", "--json");
    assertThat(JSON.readTree(across.out()).valueStream().map(item -> item.get("score").asDouble()))
        .isNotEmpty()
        .allMatch(score -> score == 0);
    assertThat(shop.run("prepare").code()).isZero();
    assertThat(shop.run("train").code()).isZero();
    Outcome again = shop.run("recommend", kitchen);
    assertThat(again.err()).doesNotContain("the linking table");
    assertThat(items(again.out())).isEqualTo(items(linked));
  }

  @Test
  void theTableFollowsDecisionsAndErasuresAtOnce() throws Exception {
    PrivateShop shop = shop("decided", "item-knn", CAREFUL);
    String user = "/api/v1/users/somebody-new";
    String name;
    try (Served served = new Served(shop.configuration())) {
      name = nameOf(shop, "somebody-new", "");
      served.send(
          "POST",
          "/api/v1/events",
          EVENT.formatted("somebody-new", "kitchen", "k3", 1_700_000_500));
      JsonNode before = served.get(user + "/recommendations?domains=kitchen&k=40").get("items");
      served.send(
          "POST", "/api/v1/events", EVENT.formatted("somebody-new", "food", "f9", 1_700_000_501));
      String list = user + "/recommendations?domains=kitchen&k=40";
      assertThat(served.get(list).get("items")).isEqualTo(before);
      served.send("PUT", user + "/consents", DECISION.formatted("true"));
      assertThat(links(shop).get(name)).containsOnlyKeys("food", "kitchen");
      assertThat(shop.run("export", "--user", "somebody-new").out()).contains("linkedDomains");
      served.send("PUT", user + "/consents", DECISION.formatted("false"));
      assertThat(served.get(list).get("items")).isEqualTo(before);
      assertThat(links(shop)).doesNotContainKey(name);
      assertThat(bytes(file(shop, "kuayu.links"))).doesNotContain(name);
      served.send("PUT", user + "/consents", DECISION.formatted("true"));
      assertThat(served.send("DELETE", user, "").get("erasedEvents").asInt()).isEqualTo(2);
      assertThat(links(shop)).doesNotContainKey(name);
    }
    assertThat(storedRows(shop)).isEmpty();
    assertThat(shop.run(List.of("consent", "grant"), "--user", USER).code()).isZero();
    assertThat(links(shop).get(nameOf(shop, USER, ""))).hasSize(2);
    assertThat(JSON.readTree(shop.run("export", "--user", USER).out()).get("events")).hasSize(12);
    Outcome forgotten = shop.run("forget", "--user", USER, "--verify");
    assertThat(forgotten.code()).as(forgotten.err() + forgotten.out()).isZero();
    assertThat(JSON.readTree(forgotten.out()).get("checks").get("links").asBoolean()).isTrue();
    assertThat(links(shop)).isEmpty();
    for (String domain : List.of("", "food", "kitchen")) {
      assertThat(shop.filesWith(nameOf(shop, USER, domain))).isEmpty();
      assertThat(bytes(file(shop, "kuayu.links"))).doesNotContain(nameOf(shop, USER, domain));
    }
    assertThat(shop.run("prepare").err()).contains("1 people were erased");
  }

  @Test
  void everybodyIsFoundAgainAfterARotationAndAfterASwitch() throws Exception {
    PrivateShop shop = shop("renamed", "item-knn", "{ pseudonyms: true }");
    try (Served served = new Served(shop.configuration())) {
      served.send("POST", "/api/v1/events", EVENT.formatted(USER, "food", "f3", 1_700_100_000));
    }
    assertThat(storedRows(shop)).containsOnlyKeys(nameOf(shop, USER, ""));
    Path configuration = shop.configuration();
    String before = Files.readString(configuration);
    Files.writeString(
        configuration, before.replace("pseudonyms: true", "pseudonyms: true, per-domain: true"));
    try (Served served = new Served(configuration)) {
      assertThat(served.log()).contains("kuayu pseudonyms renew");
    }
    assertThat(shop.run(List.of("pseudonyms", "renew")).code()).isZero();
    found(shop, "kd1-");
    assertThat(shop.run(List.of("pseudonyms", "rotate")).code()).isZero();
    assertThat(links(shop))
        .hasSize(60)
        .allSatisfy(
            (name, own) -> {
              assertThat(name).startsWith("kp2-");
              assertThat(own.values()).allMatch(one -> one.startsWith("kd2-"));
            });
    found(shop, "kd2-");
    assertThat(bytes(file(shop, "kuayu.links"))).doesNotContain("kp1-").doesNotContain("kd1-");
    Files.writeString(configuration, before);
    assertThat(shop.run(List.of("pseudonyms", "renew")).code()).isZero();
    assertThat(links(shop)).isEmpty();
    found(shop, "kp2-");
  }

  private void found(PrivateShop shop, String form) throws Exception {
    assertThat(storedRows(shop).keySet()).isNotEmpty().allMatch(name -> name.startsWith(form));
    try (Served served = new Served(shop.configuration())) {
      assertThat(served.log()).doesNotContain("pseudonyms renew");
      assertThat(served.get("/api/v1/users/" + USER).get("events")).hasSize(13);
      // Sent again, it is still the same event.
      served.send("POST", "/api/v1/events", EVENT.formatted(USER, "food", "f3", 1_700_100_000));
      assertThat(served.get("/api/v1/users/" + USER).get("events")).hasSize(13);
    }
    assertThat(JSON.readTree(shop.run("export", "--user", USER).out()).get("events")).hasSize(13);
  }

  private PrivateShop shop(String name, String model, String privacy) throws IOException {
    return new PrivateShop(Files.createDirectory(folder.resolve(name))).write(60, model, privacy);
  }

  private static Path file(PrivateShop shop, String name) {
    return shop.configuration().resolveSibling(name);
  }

  private static String bytes(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
  }

  private static String[] with(String[] options, String... more) {
    List<String> all = new ArrayList<>(List.of(options));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  /** The name of somebody in a domain; their general one where none is named. */
  private static String nameOf(PrivateShop shop, String id, String domain) {
    return shop.run(List.of("pseudonyms", "of"), id)
        .out()
        .lines()
        .map(line -> line.split("\t", -1))
        .filter(line -> domain.isEmpty() ? line.length == 2 : line[line.length - 1].equals(domain))
        .map(line -> line[1])
        .findFirst()
        .orElseThrow();
  }

  private static List<String> items(String list) {
    return JSON.readTree(list)
        .valueStream()
        .map(item -> item.get("item") + " " + item.get("score"))
        .toList();
  }

  private static String metrics(Outcome evaluated) {
    assertThat(evaluated.code()).as(evaluated.err()).isZero();
    List<String> measured = evaluated.out().lines().filter(line -> line.contains("ndcg")).toList();
    assertThat(measured).isNotEmpty();
    return String.join("\n", measured);
  }

  private static Map<String, Map<String, String>> links(PrivateShop shop) throws SQLException {
    Map<String, Map<String, String>> links = new TreeMap<>();
    each(
        file(shop, "kuayu.links"),
        "links",
        row ->
            links
                .computeIfAbsent(row.getString("person"), _ -> new TreeMap<>())
                .put(row.getString("domain"), row.getString("name")));
    return links;
  }

  /**
   * What the store keeps of events under each name, but for what says nothing of whose they are.
   */
  private static Map<String, List<List<String>>> storedRows(PrivateShop shop) throws SQLException {
    Map<String, List<List<String>>> rows = new TreeMap<>();
    each(
        shop.work().resolve("store/kuayu.db"),
        "events",
        row ->
            rows.computeIfAbsent(row.getString("person"), _ -> new ArrayList<>())
                .add(
                    List.of(
                        row.getString("person"),
                        row.getString("name"),
                        row.getString("item"),
                        row.getString("moment"))));
    return rows;
  }

  private interface Reader {
    void read(ResultSet row) throws SQLException;
  }

  private static void each(Path file, String kind, Reader reader) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      for (int share = 0; share < 64; share++) {
        try (ResultSet rows = statement.executeQuery("SELECT * FROM " + kind + "_" + share)) {
          while (rows.next()) {
            reader.read(rows);
          }
        }
      }
    }
  }
}
