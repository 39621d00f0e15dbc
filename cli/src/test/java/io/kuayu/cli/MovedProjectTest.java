package io.kuayu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.cli.Shop.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A project keeps its corpus and models while its rows stay, wherever they are and in what order.
 */
class MovedProjectTest {
  private static final String[] QUESTION = {"--user", "u7", "--json"};

  @TempDir Path folder = Path.of(".");

  private Shop shop = new Shop(Path.of("."));
  private String expected = "";

  @BeforeEach
  void train() throws IOException {
    shop = new Shop(Files.createDirectory(folder.resolve("first"))).write(60, 20);
    Outcome outcome = shop.run("recommend", QUESTION);
    assertThat(outcome.err()).contains("preparing", "training");
    expected = outcome.out();
  }

  @Test
  void aCopyAnswersAtOnce() throws IOException {
    Path copy = Files.createDirectories(folder.resolve("other place/copy"));
    Installation.copy(shop.file(""), copy);
    Outcome copied = new Shop(copy).run("recommend", QUESTION);
    assertThat(copied.err()).isEmpty();
    assertThat(copied.out()).isEqualTo(expected);
  }

  @Test
  void aMovedProjectWhoseFilesWereTouchedAnswersAtOnce() throws IOException {
    Path moved = Files.move(shop.file(""), folder.resolve("moved"));
    Files.setLastModifiedTime(
        moved.resolve("books-events.csv"), FileTime.fromMillis(1_500_000_000_000L));
    Outcome outcome = new Shop(moved).run("recommend", QUESTION);
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out()).isEqualTo(expected);
  }

  @Test
  void renamedAndReorderedFilesKeepTheModel() throws IOException {
    Files.move(shop.file("books-events.csv"), shop.file("books-log.csv"));
    shop.change("kuayu.yaml", "books-events.csv", "books-log.csv");
    for (String name : List.of("books-log.csv", "games-items.csv")) {
      List<String> lines = new ArrayList<>(Files.readAllLines(shop.file(name)));
      Collections.reverse(lines.subList(1, lines.size()));
      Files.write(shop.file(name), lines);
    }
    Outcome outcome = shop.run("recommend", QUESTION);
    assertThat(outcome.err()).contains("preparing").doesNotContain("training", "trained");
    assertThat(outcome.out()).isEqualTo(expected);
    Files.writeString(
        shop.file("books-log.csv"),
        Files.readString(shop.file("books-log.csv")) + "\"u7\",\"i9\",1800000000\n");
    assertThat(shop.run("recommend", QUESTION).err())
        .contains("preparing", "the data have changed");
  }
}
