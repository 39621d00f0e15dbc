package io.kuayu.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A command in a process of its own, which signals can reach. */
final class CommandProcess implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 120;
  private static final Path STATUS = Path.of("/proc/self/status");

  private final Process process;
  private final Path out;
  private final Path err;

  private CommandProcess(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /** Starts a command; its output goes to files in that folder. */
  static CommandProcess start(Path folder, String... arguments) throws IOException {
    Path out = folder.resolve("process.out");
    Path err = folder.resolve("process.err");
    List<String> command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    return new CommandProcess(process, out, err);
  }

  /** Skips a test where whoever started the tests has Ctrl-C ignored, which children inherit. */
  static void assumeInterruptible() throws IOException {
    assumeTrue(Files.isReadable(STATUS), "signals are sent on Linux");
    long ignored =
        Files.readAllLines(STATUS).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .mapToLong(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
            .findFirst()
            .orElse(0);
    assumeTrue((ignored & 2) == 0, "SIGINT is ignored here");
  }

  String out() {
    return read(out);
  }

  String err() {
    return read(err);
  }

  /** Waits until that holds; fails where the process ends before. */
  void await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!condition.getAsBoolean()) {
      assertThat(process.isAlive()).as(out() + err()).isTrue();
      assertThat(System.nanoTime()).as(out() + err()).isLessThan(end);
      Thread.sleep(20);
    }
  }

  /** Sends a signal, such as {@code INT} or {@code TERM}. */
  void signal(String name) throws IOException, InterruptedException {
    int sent =
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    assertThat(sent).isZero();
  }

  /** The exit code of the process, for which this waits. */
  int exitCode() throws InterruptedException {
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as(out() + err()).isTrue();
    return process.exitValue();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
