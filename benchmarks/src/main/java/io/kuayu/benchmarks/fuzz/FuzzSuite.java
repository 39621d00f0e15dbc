package io.kuayu.benchmarks.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All parsers of untrusted input. */
public final class FuzzSuite {
  private FuzzSuite() {}

  /**
   * Gives each parser the same share of the time.
   *
   * @param time in all
   * @param families whose bundles are broken
   * @param folder an empty one
   * @return what was found, by the name of the parser
   */
  public static Map<String, Fuzzer.Result> run(
      Duration time, long seed, List<String> families, Path folder) throws IOException {
    List<FuzzTarget> targets = new ArrayList<>();
    targets.add(TextTargets.json());
    targets.add(TextTargets.filter());
    targets.add(TextTargets.configuration(Files.createDirectories(folder.resolve("yaml"))));
    targets.add(TextTargets.token(Files.createDirectories(folder.resolve("token"))));
    targets.add(
        FileTargets.table(
            Files.createDirectories(folder.resolve("csv")), "csv", ",", "\"", "\n", "\t", ";"));
    targets.add(
        FileTargets.table(
            Files.createDirectories(folder.resolve("jsonl")), "jsonl", "{", "}", "\"user\"", "\n"));
    targets.add(MediaTargets.images());
    targets.add(MediaTargets.sounds());
    for (String family : families) {
      targets.add(FileTargets.bundle(Files.createDirectories(folder.resolve(family)), family));
    }
    Map<String, Fuzzer.Result> results = new LinkedHashMap<>();
    try (McpTarget mcp = McpTarget.start(Files.createDirectories(folder.resolve("mcp")))) {
      targets.add(mcp.target());
      for (FuzzTarget target : targets) {
        results.put(target.name(), Fuzzer.run(target, time.dividedBy(targets.size()), seed));
      }
    }
    return results;
  }
}
