package io.kuayu.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The most memory that a process held at one time, native memory included; Linux alone tells it.
 */
final class ProcessMemory {
  private ProcessMemory() {}

  /** Of this process, for people. */
  static String told() throws IOException {
    OptionalLong megabytes = megabytes("self");
    return megabytes.isPresent() ? "%,d MB".formatted(megabytes.getAsLong()) : "unknown";
  }

  /**
   * Of a process that still runs.
   *
   * @param process its number, or {@code self}
   */
  static OptionalLong megabytes(String process) throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc", process, "status"))) {
      return lines
          .filter(line -> line.startsWith("VmHWM"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
          .findFirst();
    } catch (NoSuchFileException e) {
      return OptionalLong.empty();
    }
  }
}
