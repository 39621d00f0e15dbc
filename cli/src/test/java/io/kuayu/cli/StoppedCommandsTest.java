package io.kuayu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.cli.Shop.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Commands in processes of their own that Ctrl-C ends: each says what there is of its result. */
class StoppedCommandsTest {
  private static final int CTRL_C = 130;
  private static final String[] LONG = {
    "-s", "models.lstm.epochs=10000", "-s", "models.lstm.patience=0", "-m", "lstm"
  };

  @TempDir Path folder = Path.of(".");

  @BeforeEach
  void check() throws IOException {
    CommandProcess.assumeInterruptible();
  }

  @Test
  void trainKeepsItsBundleAndTellsTheEpochs() throws Exception {
    Shop shop = new Shop(folder).write(60, 12);
    assertThat(shop.run("prepare").code()).isZero();
    try (CommandProcess process = start(shop, "train", LONG)) {
      process.await(() -> process.err().contains("training lstm"));
      process.signal("INT");
      assertThat(process.exitCode()).isEqualTo(CTRL_C);
      assertThat(process.out()).matches("lstm [0-9TZ.]+\n");
      assertThat(process.err())
          .containsPattern(
              "lstm: stopped after [0-9.]+ s \\([0-9]+ of 10000 epochs done.*\\), kept in");
      String version = process.out().strip().substring("lstm ".length());
      assertThat(shop.file("work/models/lstm/" + version + "/manifest.json")).isNotEmptyFile();
      Outcome answered = shop.run("recommend", withLong("--user", "u7", "--json"));
      assertThat(answered.err()).doesNotContain("training");
      assertThat(new ObjectMapper().readTree(answered.out())).hasSize(10);
    }
  }

  @Test
  void trainAsJsonPrintsWhatWasKept() throws Exception {
    Shop shop = new Shop(folder).write(60, 12);
    try (CommandProcess process = start(shop, "train", withLong("--json", "-m", "ease"))) {
      process.await(() -> process.err().contains("training lstm"));
      process.signal("INT");
      assertThat(process.exitCode()).isEqualTo(CTRL_C);
      JsonNode kept = new ObjectMapper().readTree(process.out());
      assertThat(kept.get("model").asString()).isEqualTo("lstm");
      assertThat(shop.file("work/models/ease")).doesNotExist();
    }
  }

  @Test
  void evaluateSaysThatThereIsNoResult() throws Exception {
    Shop shop = new Shop(folder).write(60, 12);
    try (CommandProcess process = start(shop, "evaluate", LONG)) {
      process.await(() -> process.err().contains("training lstm"));
      process.signal("INT");
      assertThat(process.exitCode()).isEqualTo(CTRL_C);
      assertThat(process.out()).isEmpty();
      assertThat(process.err()).contains("evaluate was stopped", "[general.interrupted]");
    }
  }

  @Test
  void batchLeavesTheFileAsItWas() throws Exception {
    Shop shop = new Shop(folder).write(8_000, 300);
    assertThat(shop.run("train").code()).isZero();
    Path lists = Files.writeString(shop.file("lists.jsonl"), "before");
    try (CommandProcess process = start(shop, "batch", "-k", "300", "--out", lists.toString())) {
      process.await(() -> hasPart(folder));
      process.signal("INT");
      assertThat(process.exitCode()).isEqualTo(CTRL_C);
      assertThat(process.err()).contains("batch was stopped: " + lists + " is as before");
      assertThat(lists).hasContent("before");
      assertThat(hasPart(folder)).isFalse();
    }
  }

  @Test
  void prepareLeavesTheCorpusAsItWas() throws Exception {
    Shop shop = new Shop(folder).write(8_000, 300);
    assertThat(shop.run("prepare").code()).isZero();
    String before = Files.readString(shop.file("work/corpus/manifest.json"));
    Files.delete(shop.file("work/.lock"));
    try (CommandProcess process = start(shop, "prepare")) {
      // The lock is taken when the work begins.
      process.await(() -> Files.exists(shop.file("work/.lock")));
      process.signal("INT");
      assertThat(process.exitCode()).isEqualTo(CTRL_C);
      assertThat(process.err()).contains("prepare was stopped: the corpus is as before");
      assertThat(shop.file("work/corpus/manifest.json")).hasContent(before);
      assertThat(shop.run("recommend", "--user", "u7").err()).doesNotContain("preparing");
    }
  }

  private static boolean hasPart(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.anyMatch(file -> file.toString().endsWith(".part"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String[] withLong(String... more) {
    List<String> all = new ArrayList<>(List.of(LONG));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  private CommandProcess start(Shop shop, String command, String... more) throws IOException {
    List<String> all = new ArrayList<>(List.of(command, "-c", shop.file("kuayu.yaml").toString()));
    all.addAll(List.of(more));
    return CommandProcess.start(folder, all.toArray(String[]::new));
  }
}
