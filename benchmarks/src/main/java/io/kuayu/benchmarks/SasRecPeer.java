package io.kuayu.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A SASRec in plain PyTorch, run as a process of its own. */
final class SasRecPeer {
  private static final Path PYTHON = Path.of("/usr/bin/python3");

  private final Path script;
  private final Path data;

  SasRecPeer(Path script, Path data) {
    this.script = script;
    this.data = data;
  }

  /**
   * What it said.
   *
   * @param peak the most memory it held, for people
   */
  record Speed(double eventsPerSecond, String torch, String peak) {}

  boolean exists() {
    return Files.exists(script) && Files.exists(PYTHON);
  }

  /** Why it does not exist. */
  String missing() {
    return "there is no " + (Files.exists(script) ? PYTHON : script);
  }

  /** Trains for one epoch; its own time of the steps counts, without its evaluation. */
  Speed epoch() throws IOException {
    Process process =
        new ProcessBuilder(
                PYTHON.toString(),
                script.toString(),
                data.toString(),
                "--loss",
                "full",
                "--dim",
                "64",
                "--epochs",
                "1",
                "--threads",
                String.valueOf(Runtime.getRuntime().availableProcessors()))
            .redirectErrorStream(true)
            .start();
    StringBuilder said = new StringBuilder();
    OptionalLong peak = OptionalLong.empty();
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        said.append(line).append('\n');
        OptionalLong now = ProcessMemory.megabytes(String.valueOf(process.pid()));
        peak = now.isPresent() ? now : peak;
      }
    }
    JsonNode result = result(said.toString());
    return new Speed(
        result.findPath("eventsPerSecond").asDouble(),
        result.findPath("torch").asString(),
        peak.isPresent() ? "%,d MB".formatted(peak.getAsLong()) : "unknown");
  }

  /** The object that it ends with; warnings may come before. */
  private static JsonNode result(String said) throws IOException {
    try {
      JsonNode result =
          JsonMapper.builder().build().readTree(said.substring(("\n" + said).lastIndexOf("\n{")));
      if (result.findPath("eventsPerSecond").isNumber()) {
        return result;
      }
    } catch (JacksonException | StringIndexOutOfBoundsException e) {
      throw new IOException("the peer ended without a result:\n" + said, e);
    }
    throw new IOException("the peer ended without a result:\n" + said);
  }
}
