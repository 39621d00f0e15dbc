package io.kuayu.benchmarks.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FuzzSuiteTest {
  @TempDir Path folder = Path.of(".");

  /** Twenty seconds at each build; {@code FuzzBenchmark} runs longer and over all families. */
  @Test
  void brokenInputEndsInNamedRefusalsAlone() throws IOException {
    Map<String, Fuzzer.Result> results =
        FuzzSuite.run(Duration.ofSeconds(20), 1, List.of("popularity", "item-knn"), folder);

    assertThat(results).hasSize(11);
    assertThat(results)
        .allSatisfy((parser, result) -> assertThat(result.findings()).as(parser).isEmpty());
    assertThat(results)
        .extractingByKeys(
            "json", "filter", "yaml", "safetensors item-knn", "mcp", "images", "sounds")
        .allSatisfy(result -> assertThat(result.refused()).isPositive());
  }

  @Test
  void anotherExceptionIsAFindingWithItsInput() {
    FuzzTarget broken =
        new FuzzTarget(
            "broken",
            FuzzTarget.bytes("12"),
            List.of(),
            input -> {
              if (input.length > 2) {
                throw new IllegalStateException("of length " + input.length);
              }
            });

    Fuzzer.Result result = Fuzzer.run(broken, Duration.ofMillis(200), 1);

    assertThat(result.findings()).hasSize(1).first().asString().contains("broken", "  input ");
  }
}
