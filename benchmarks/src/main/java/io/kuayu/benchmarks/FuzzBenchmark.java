package io.kuayu.benchmarks;

import io.kuayu.benchmarks.fuzz.FuzzSuite;
import io.kuayu.benchmarks.fuzz.Fuzzer;
import io.kuayu.model.ModelFamilies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Looks for input that ends in another exception than a named refusal: {@code FuzzBenchmark DIR
 * [SECONDS] [SEED]}, by default 600 seconds and seed 1. Parsers are those of JSON bodies, filters,
 * configurations, tokens, tables, images, sounds, bundles of every family and messages of agents.
 * Exits with 1 where something was found; the input is printed in Base64.
 */
public final class FuzzBenchmark {
  private FuzzBenchmark() {}

  public static void main(String[] args) throws IOException {
    Duration time = Duration.ofSeconds(args.length > 1 ? Long.parseLong(args[1]) : 600);
    long seed = args.length > 2 ? Long.parseLong(args[2]) : 1;
    Path folder = Files.createTempDirectory(Files.createDirectories(Path.of(args[0])), "fuzz");
    List<String> families = ModelFamilies.names();
    Map<String, Fuzzer.Result> results = FuzzSuite.run(time, seed, families, folder);
    MarkdownTable.head(System.out, List.of("parser", "inputs", "refused", "answers", "findings"));
    results.forEach(
        (name, result) ->
            MarkdownTable.row(
                System.out,
                List.of(
                    name,
                    "%,d".formatted(result.inputs()),
                    "%,d".formatted(result.refused()),
                    "%,d".formatted(result.answers()),
                    "%d".formatted(result.findings().size()))));
    results.values().forEach(result -> result.findings().forEach(System.out::println));
    if (results.values().stream().anyMatch(result -> !result.findings().isEmpty())) {
      System.exit(1);
    }
  }
}
