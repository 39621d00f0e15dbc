package io.kuayu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.cli.Shop.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands that prepare on the way tell what is left out, and stop where it is much. */
class LostRowsTest {
  private static final int LINES_OF_ONE_ROW = 2;

  @TempDir Path folder;
  private Shop shop = new Shop(Path.of("."));

  @BeforeEach
  void openShop() throws IOException {
    shop = new Shop(folder).write(30, 12);
    Files.writeString(
        shop.file("rank.jsonl"),
        "{\"history\":[],\"candidates\":[{\"domain\":\"books\",\"item\":\"i9\"}]}\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"recommend", "train", "evaluate", "batch", "rank"})
  void aCommandTellsWhatPrepareTells(String command) throws IOException {
    shop.change("books-events.csv", "user,item,time\n", "user,item,time\nu9,i9,yesterday\n");
    Outcome prepared = shop.run("prepare");
    assertThat(prepared.code()).as(prepared.err()).isZero();
    List<String> told = prepared.out().lines().limit(LINES_OF_ONE_ROW).toList();
    assertThat(told.getFirst()).isEqualTo("unreadable-time: 1");
    assertThat(told.getLast()).endsWith("books-events.csv:2  yesterday");
    Installation.delete(folder.resolve("work"));
    Outcome outcome = run(command);
    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(outcome.err().lines()).containsSubsequence(told);
    assertThat(outcome.err())
        .contains("books-events.csv whose time is of no form that is recognised: 1");
    assertThat(outcome.out()).doesNotContain("unreadable-time");
  }

  @ParameterizedTest
  @ValueSource(strings = {"prepare", "recommend", "train", "evaluate", "batch", "rank", "serve"})
  void aCommandStopsWhereMuchIsLost(String command) throws IOException {
    Path items = shop.file("books-items.csv");
    Files.write(
        items,
        Files.readString(items)
            .replace("Title", "Überschrift")
            .replace("深度学习", "i0")
            .getBytes(StandardCharsets.ISO_8859_1));
    Outcome stopped = run(command);
    assertThat(stopped.code()).isEqualTo(1);
    assertThat(stopped.err())
        .contains(
            "kuayu: 12 of 12 rows of " + items + " cannot be used, 100.0 %",
            "[data.too-many-bad-rows]",
            "unreadable-row: 12",
            items + ":2  not UTF-8: ",
            "'encoding:' beside its path: latin-1, windows-1252",
            "--skip-bad-rows");
    assertThat(stopped.out()).isEmpty();
  }

  @Test
  void theFlagLeavesTheRowsOutAndTheEncodingReadsThem() throws IOException {
    Path items = shop.file("books-items.csv");
    Files.write(
        items,
        Files.readString(items)
            .replace("Title of 5", "Überschrift")
            .replace("深度学习", "i0")
            .getBytes(StandardCharsets.ISO_8859_1));
    assertThat(shop.run("prepare").code()).isEqualTo(1);
    Outcome skipped = shop.run("recommend", "--user", "u9", "--skip-bad-rows");
    assertThat(skipped.code()).as(skipped.err()).isZero();
    assertThat(skipped.err()).contains("unreadable-row: 1", "books-items.csv:7  not UTF-8");
    Outcome again = shop.run("recommend", "--user", "u9");
    assertThat(again.code()).as("what was accepted once stays").isZero();
    assertThat(again.err()).isEmpty();
    shop.change(
        "kuayu.yaml", "path: books-items.csv,", "path: books-items.csv, encoding: latin-1,");
    Outcome whole = shop.run("prepare");
    assertThat(whole.code()).as(whole.err()).isZero();
    assertThat(whole.out()).doesNotContain("unreadable-row");
  }

  @Test
  void validateFindsWhatPrepareFinds() throws IOException {
    shop.change("books-events.csv", "user,item,time\n", "user,item,time\nu9,i9,yesterday\n");
    Outcome validated = shop.run("validate");
    assertThat(validated.code()).as(validated.out()).isZero();
    assertThat(validated.out()).contains("unreadable-time books", "books-events.csv:2  yesterday");
    assertThat(validated.err()).doesNotContain("yesterday");
    Files.writeString(shop.file("books-events.csv"), "user,item,time\nu9,i9,01/03/2025\n");
    Outcome prepared = shop.run("prepare");
    validated = shop.run("validate");
    assertThat(prepared.err()).contains("the day or the month first", "time-format: d/M/yyyy");
    assertThat(validated.code()).isEqualTo(1);
    assertThat(validated.out())
        .contains("FAIL", "the day or the month first", "time-format: d/M/yyyy");
  }

  private Outcome run(String command) {
    return switch (command) {
      case "recommend" -> shop.run(command, "--user", "u9");
      case "batch" -> shop.run(command, "--out", folder.resolve("lists.jsonl").toString());
      case "rank" ->
          shop.run(
              command,
              "--requests",
              shop.file("rank.jsonl").toString(),
              "--out",
              folder.resolve("scores.jsonl").toString());
      case "serve" -> shop.run(command, "--port", "0");
      default -> shop.run(command);
    };
  }
}
