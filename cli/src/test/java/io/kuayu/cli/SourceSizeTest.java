package io.kuayu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A file is one concept: short enough to be read at once. */
class SourceSizeTest {
  private static final long MAX_LINES = 350;
  private static final double MAX_MEAN = 110;

  @Test
  void sourcesAreShort() throws IOException {
    Path root = Path.of("..").toRealPath();
    Map<Path, Long> lines;
    try (Stream<Path> files = Files.walk(root)) {
      lines =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .filter(file -> root.relativize(file).toString().contains("/src/main/java/"))
              .filter(file -> !root.relativize(file).toString().contains("/target/"))
              .filter(file -> !file.endsWith("package-info.java"))
              .collect(Collectors.toMap(root::relativize, SourceSizeTest::lines));
    }
    assertThat(lines).hasSizeGreaterThan(400);
    assertThat(lines)
        .allSatisfy(
            (file, count) -> assertThat(count).as(file.toString()).isLessThanOrEqualTo(MAX_LINES));
    assertThat(lines.values().stream().mapToLong(Long::longValue).average().orElse(0))
        .isLessThanOrEqualTo(MAX_MEAN);
  }

  private static long lines(Path file) {
    try (Stream<String> all = Files.lines(file)) {
      return all.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
