package io.kuayu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.cli.Shop.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes of their own that are killed, or that stand in each other's way. */
class CrashTest {
  @Test
  void afterAKillTheStepsAreDoneAgainAndNothingHalfWrittenIsRead(
      @TempDir Path killed, @TempDir Path undisturbed) throws Exception {
    String[] question = {"--user", "u77", "--json", "-q"};
    String expected = new Shop(undisturbed).write(8_000, 300).run("recommend", question).out();
    assertThat(expected).contains("\"rank\" : 10");
    Shop shop = new Shop(killed).write(8_000, 300);
    for (String step : List.of("prepare", "train")) {
      for (long millis : List.of(600L, 1_000L, 1_600L)) {
        Process process = start(shop, step);
        boolean ended = process.waitFor(millis, TimeUnit.MILLISECONDS);
        assertThat(ended && process.exitValue() != 0).isFalse();
        process.destroyForcibly().waitFor();
      }
      Outcome after = shop.run("recommend", question);
      assertThat(after.code()).as(after.err()).isZero();
      assertThat(after.out()).isEqualTo(expected);
      Files.delete(shop.file("work/models/item-knn/CURRENT"));
    }
  }

  @Test
  void aSecondWriterIsToldWhoIsWriting(@TempDir Path folder) throws Exception {
    Shop shop = new Shop(folder).write(20, 12);
    Path lock = Files.createDirectories(shop.file("work")).resolve(".lock");
    Process holder =
        new ProcessBuilder(
                java(),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                lock.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (var told = holder.inputReader()) {
      assertThat(told.readLine()).isEqualTo("locked");
      Outcome outcome = shop.run("prepare");
      assertThat(outcome.code()).isEqualTo(1);
      assertThat(outcome.err()).contains("another kuayu").contains("wait for it to end");
    } finally {
      holder.destroyForcibly().waitFor();
    }
    assertThat(shop.run("prepare").code()).isZero();
  }

  @Test
  void leavesNoFilesBehindInTheWorkFolder(@TempDir Path folder) throws IOException {
    Shop shop = new Shop(folder).write(20, 12);
    assertThat(shop.run("recommend", "--user", "u9").code()).isZero();
    try (Stream<Path> files = Files.list(shop.file("work"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsOnlyOnce("corpus", "models")
          .allMatch(
              name -> List.of("corpus", "models", "cache", ".lock", ".corpus.lock").contains(name));
    }
  }

  private static Process start(Shop shop, String command) throws IOException {
    return new ProcessBuilder(
            java(),
            "-Xmx1g",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            command,
            "-c",
            shop.file("kuayu.yaml").toString())
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static String java() {
    return ProcessHandle.current().info().command().orElse("java");
  }
}
