package io.kuayu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.cli.OwnData.Act;
import io.kuayu.cli.Shop.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** What {@code kuayu init} writes and says; nothing is trained. */
class InitCommandTest {
  @TempDir Path folder = Path.of(".");

  private String out = "";
  private String err = "";

  @Test
  void replacesNothingUnlessForced() throws IOException {
    OwnDataShape.RECBOLE.write(new OwnData(folder));
    Path file = Files.writeString(folder.resolve("kuayu.yaml"), "mine");
    assertThat(run("init", folder.toString(), "-o", file.toString())).isEqualTo(2);
    assertThat(err).contains("[file.exists]", "--force");
    assertThat(file).hasContent("mine");
    assertThat(run("init", folder.toString(), "-o", file.toString(), "--force")).isZero();
    assertThat(file).content().contains("domains:");
    try (var files = Files.list(folder)) {
      assertThat(files).as("no part is left behind").hasSize(2);
    }
  }

  @Test
  void namesFilesRelativeToTheConfiguration() throws IOException {
    OwnDataShape.TWO_DOMAINS.write(new OwnData(folder.resolve("data")));
    Path file = folder.resolve("conf/kuayu.yaml");
    assertThat(run("init", folder.resolve("data").toString(), "-o", file.toString())).isZero();
    assertThat(file).content().contains("path: ../data/books-items.csv");
    assertThat(run("validate", "-c", file.toString())).as(err).isZero();
  }

  @Test
  void tellsTheLineOfEachDoubt() throws IOException {
    OwnDataShape.CHINESE.write(new OwnData(folder));
    assertThat(init()).isZero();
    List<String> lines = text().lines().toList();
    Matcher remark = Pattern.compile("yaml:(\\d+) ([a-z-]+): (.*)").matcher(out);
    int remarks = 0;
    while (remark.find()) {
      String line = lines.get(Integer.parseInt(remark.group(1)) - 1);
      assertThat(line.strip().replaceFirst("^# ", "")).startsWith(remark.group(2) + ": ");
      remarks++;
    }
    assertThat(remarks).isGreaterThan(2);
  }

  @Test
  void printsItsChoicesAsJson() throws IOException {
    OwnDataShape.TWO_DOMAINS.write(new OwnData(folder));
    assertThat(run("init", folder.toString(), "-o", folder + "/kuayu.yaml", "--json")).isZero();
    JsonNode domains = new ObjectMapper().readTree(out).get("guess").get("domains");
    assertThat(domains.get(0).get("name").asString()).isEqualTo("books");
    assertThat(domains.get(1).get("events").get(0).get("path").asString())
        .isEqualTo("games-ratings.csv");
  }

  @Test
  void asksForAJoinWhereOrdersAndTheirLinesAreApart() throws IOException {
    OwnData data = new OwnData(folder);
    List<Act> acts = OwnData.acts("chairs");
    data.lines(
        "orders.csv",
        "id,customer_id,created_at",
        acts,
        act -> act.seconds() + "," + act.user() + "," + act.time("yyyy-MM-dd"));
    data.lines(
        "order_items.csv",
        "id,order_id,product_id",
        acts,
        act -> "l" + act.user() + act.place() + "," + act.seconds() + "," + act.good().id());
    data.lines(
        "customers.csv",
        "id,name,email",
        acts.stream().map(Act::user).distinct().toList(),
        user -> user + ",Ada " + user + "," + user + "@example.org");
    assertThat(init()).isEqualTo(2);
    assertThat(err).contains("[data.undecided]", "join them by order_id");
    assertThat(folder.resolve("kuayu.yaml")).doesNotExist();
  }

  @Test
  void leavesLinksBetweenPeopleAndPeopleThemselvesOut() throws IOException {
    OwnData data = new OwnData(folder);
    OwnDataShape.TWO_DOMAINS.write(data);
    data.lines(
        "friends.csv",
        "userId,friendId",
        OwnData.acts("books"),
        act -> act.user() + ",u1" + act.place());
    data.lines(
        "users.csv",
        "userId,name,age",
        OwnData.acts("books").stream().map(Act::user).distinct().toList(),
        user -> user + ",Ada,36");
    assertThat(init()).isZero();
    assertThat(out)
        .contains("not used: friends.csv: links", "not used: users.csv: tells about people");
    assertThat(text()).contains("# not used: friends.csv");
  }

  @Test
  void readsALogOfMoodle() throws IOException {
    new OwnData(folder)
        .lines(
            "logs.csv",
            "Time,\"User full name\",\"Affected user\",\"Event context\",Component,\"Event name\"",
            OwnData.acts("course"),
            act ->
                "\"%s\",\"Ada %s\",-,\"File: %s\",File,\"Course module %s\""
                    .formatted(
                        act.time("d/MM/yy, HH:mm:ss"), act.user(), act.good().title(), act.type()));
    assertThat(init()).as(err).isZero();
    assertThat(text())
        .contains("user: \"User full name\"", "item: \"Event context\"", "title: \"Event context\"")
        .contains("time-format: \"d/M/yy[,] H:mm[:ss]\"", "type: \"Event name\"");
    assertThat(run("validate", "-c", folder + "/kuayu.yaml")).as(out).isZero();
  }

  @Test
  void readsStatementsOfXapi() throws IOException {
    new OwnData(folder)
        .lines(
            "statements.jsonl",
            "",
            OwnData.acts("course"),
            act ->
                "{\"id\":\"s%s\",\"actor\":{\"mbox\":\"mailto:%s@x.org\"},\"verb\":{\"id\":\"http://v/c\",\"display\":{\"en-US\":\"completed\"}},\"object\":{\"id\":\"http://x.org/%s\",\"definition\":{\"name\":{\"en-US\":\"%s\"}}},\"timestamp\":\"%sZ\"}"
                    .formatted(
                        act.user() + act.place(),
                        act.user(),
                        act.good().id(),
                        act.good().title(),
                        act.time("yyyy-MM-dd'T'HH:mm:ss")));
    assertThat(init()).as(err).isZero();
    assertThat(text())
        .contains("user: actor.mbox", "item: object.id", "title: object.definition.name.en-US");
    assertThat(run("validate", "-c", folder + "/kuayu.yaml")).as(out).isZero();
  }

  @Test
  void readsAnExportOfShopify() throws IOException {
    new OwnData(folder)
        .lines(
            "orders_export_1.csv",
            "Name,Email,Financial Status,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Created at",
            OwnData.acts("mugs"),
            act ->
                "#%d,%s@example.com,%s,1,%s,%s,%s,%s +0100"
                    .formatted(
                        act.seconds(),
                        act.user(),
                        act.rating() == 1 ? "refunded" : "paid",
                        act.good().title(),
                        act.good().price(),
                        act.good().id(),
                        act.time("yyyy-MM-dd HH:mm:ss")));
    assertThat(init()).as(err).isZero();
    assertThat(text())
        .contains("user: Email", "item: \"Lineitem sku\"", "title: \"Lineitem name\"")
        .contains("timestamp: \"Created at\"", "NOT IN ('refunded')");
    assertThat(run("validate", "-c", folder + "/kuayu.yaml")).as(out).isZero();
  }

  @Test
  void joinsTheDayAndTheHourOfTwoColumns() throws IOException {
    new OwnData(folder)
        .lines(
            "ausleihen.csv",
            "Leser-Nr;Buch-Nr;Titel;Datum;Uhrzeit",
            OwnData.acts("buch"),
            act ->
                "%s;%s;%s;%s;%s"
                    .formatted(
                        act.user(),
                        act.good().id(),
                        act.good().title(),
                        act.time("dd.MM.yyyy"),
                        act.time("HH:mm")));
    assertThat(init()).as(err).isZero();
    assertThat(text()).contains("= strptime(Datum || ' ' || Uhrzeit, '%d.%m.%Y %H:%M')");
    assertThat(run("validate", "-c", folder + "/kuayu.yaml")).as(out).isZero();
  }

  @Test
  void takesLinesOfDifferentLengthsForBaskets() throws IOException {
    List<String> baskets =
        OwnData.acts("bread").stream()
            .collect(
                java.util.stream.Collectors.groupingBy(
                    Act::user,
                    java.util.stream.Collectors.mapping(
                        act -> act.good().id(), java.util.stream.Collectors.joining(","))))
            .values()
            .stream()
            .map(line -> line.substring(0, line.length() - 6 * (line.hashCode() & 3)))
            .toList();
    new OwnData(folder).lines("baskets.txt", "", baskets, line -> line);
    assertThat(init()).as(err).isZero();
    assertThat(text()).contains("format: baskets");
    assertThat(run("validate", "-c", folder + "/kuayu.yaml")).as(out).isZero();
  }

  @Test
  void sampleOfALongFileReachesItsMiddle() throws IOException {
    List<String> lines = new java.util.ArrayList<>();
    for (int row = 0; row < 120_000; row++) {
      // Days above 12 are far behind the head of the file.
      lines.add(
          "u%d,i%d,%02d/01/2025 10:00"
              .formatted(row % 500, row % 90, row < 70_000 ? 1 + row % 12 : 20));
    }
    new OwnData(folder).lines("clicks.csv", "user,item,at", lines, line -> line);
    assertThat(init()).as(err).isZero();
    assertThat(out).contains("d/M/yyyy");
  }

  private int init() {
    return run("init", folder.toString(), "-o", folder + "/kuayu.yaml");
  }

  private String text() throws IOException {
    return Files.readString(folder.resolve("kuayu.yaml"));
  }

  private int run(String... arguments) {
    Outcome outcome = Shop.execute(arguments);
    out = outcome.out();
    err = outcome.err();
    return outcome.code();
  }
}
