package io.kuayu.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A SASRec in plain PyTorch, run as a process of its own. */
final class SasRecPeer {
  private static final Path PYTHON = Path.of("/usr/bin/python3");
  private static final Pattern SPEED = Pattern.compile("\"eventsPerSecond\": ([0-9.eE+]+)");
  private static final Pattern TORCH = Pattern.compile("\"torch\": \"([^\"]*)\"");

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
    return new Speed(
        Double.parseDouble(found(SPEED, said)),
        found(TORCH, said),
        peak.isPresent() ? "%,d MB".formatted(peak.getAsLong()) : "unknown");
  }

  private static String found(Pattern pattern, CharSequence said) throws IOException {
    Matcher matcher = pattern.matcher(said);
    if (!matcher.find()) {
      throw new IOException("the peer ended without a result:\n" + said);
    }
    return matcher.group(1);
  }
}
