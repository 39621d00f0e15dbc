package io.kuayu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.cli.OwnData.Act;
import io.kuayu.cli.Shop.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code kuayu init} tells of all files together: joined people, parts, partitions. */
class InitProjectTest {
  @TempDir Path folder = Path.of(".");

  /** Two domains that know the same people by other ids. */
  private OwnData twoDomains() throws IOException {
    OwnData data = new OwnData(folder);
    for (String domain : List.of("books", "games")) {
      data.lines(
          domain + "-orders.csv",
          "customer,product_id,ordered_at",
          OwnData.acts(domain),
          act ->
              "%s-%s,%s,%s"
                  .formatted(domain.charAt(0), act.user(), act.good().id(), act.seconds()));
    }
    return data;
  }

  private static List<String> people() {
    return OwnData.acts("books").stream().map(Act::user).distinct().toList();
  }

  @Test
  void aFileThatJoinsTheIdsOfPeopleIsUsed() throws IOException {
    twoDomains()
        .lines(
            "who.csv",
            "account,books_id,games_id,country",
            people(),
            user -> "p%1$s,b-%1$s,g-%1$s,de".formatted(user));
    init();
    assertThat(text())
        .contains("users:\n", "  path: who.csv", "  person: account ")
        .contains("  books: books_id ", "  games: games_id ")
        .doesNotContain("not used");
    assertThat(run("validate", "-c", configuration()))
        .containsPattern("overlap books/games +" + OwnData.PEOPLE + " people are active in both");
  }

  @Test
  void aFileOfPeopleThatJoinsNothingIsNot() throws IOException {
    OwnData data = new OwnData(folder);
    OwnDataShape.TWO_DOMAINS.write(data);
    data.lines("who.csv", "account,login", people(), user -> user + ",l" + user);
    init();
    assertThat(text()).contains("# not used: who.csv").doesNotContain("users:\n");
  }

  @Test
  void aColumnOfPartsSplitsTheEvents() throws IOException {
    new OwnData(folder)
        .lines(
            "plays.csv",
            "user_id,song_id,played_at,part",
            OwnData.acts("songs"),
            act ->
                "%s,%s,%d,%s"
                    .formatted(
                        act.user(),
                        act.good().id(),
                        act.seconds(),
                        act.place() < 6 ? "train" : act.place() == 6 ? "dev" : "test"));
    init();
    assertThat(text()).contains("split: { by: column, column: part }");
    assertThat(run("validate", "-c", configuration())).contains("test targets");
  }

  /** As Hive and Spark write them: what a folder is called is a column of its files. */
  @Test
  void partitionsOfDaysAreOneSource() throws IOException {
    OwnData data = new OwnData(folder);
    for (Map.Entry<String, List<Act>> day : byDay().entrySet()) {
      data.lines(
          "songs/day=" + day.getKey() + "/part-00000.csv.gz",
          "user_id,song_id,heard",
          day.getValue(),
          act ->
              "%s,%s,%s".formatted(act.user(), act.good().id(), act.time("yyyy-MM-dd HH:mm:ss")));
    }
    init();
    assertThat(text()).contains("songs:", "path: songs/day=*/part-*.csv.gz", "timestamp: heard ");
    assertThat(run("validate", "-c", configuration())).contains("480");
  }

  @Test
  void partitionsOfDomainsAreDomains() throws IOException {
    OwnData data = new OwnData(folder);
    for (String domain : List.of("books", "games")) {
      data.lines(
          "events/domain=" + domain + "/part-0.csv",
          "user_id,item_id,ts",
          OwnData.acts(domain),
          act -> "%s,%s,%d".formatted(act.user(), act.good().id(), act.seconds()));
    }
    init();
    assertThat(text())
        .contains("  books:\n", "  games:\n", "path: events/domain=*/part-*.csv")
        .contains("where: \"domain = 'books'\"");
    assertThat(run("validate", "-c", configuration())).contains("overlap books/games");
  }

  private static Map<String, List<Act>> byDay() {
    return OwnData.acts("songs").stream()
        .collect(Collectors.groupingBy(act -> act.time("yyyy-MM-dd")));
  }

  private void init() {
    var _ = run("init", folder.toString(), "-o", configuration());
  }

  private String configuration() {
    return folder.resolve("kuayu.yaml").toString();
  }

  private String text() throws IOException {
    return Files.readString(folder.resolve("kuayu.yaml"));
  }

  private static String run(String... arguments) {
    Outcome outcome = Shop.execute(arguments);
    assertThat(outcome.code()).as(outcome.out() + outcome.err()).isZero();
    return outcome.out();
  }
}
