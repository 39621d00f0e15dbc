package io.kuayu.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code kuayu serve} in a process of its own, with the options of this JVM; it may be killed. Its
 * limits of requests and work a second are lifted, since one caller stands for many here.
 */
final class ServedModel implements AutoCloseable {
  private final Process process;
  private final URI address;
  private final double secondsToReady;

  private ServedModel(Process process, URI address, double secondsToReady) {
    this.process = process;
    this.address = address;
    this.secondsToReady = secondsToReady;
  }

  /**
   * Starts a server and waits until it is ready.
   *
   * @param configuration the {@code kuayu.yaml}
   * @param more options of {@code kuayu serve}
   */
  static ServedModel start(Path configuration, List<String> more) throws IOException {
    List<String> options = new ArrayList<>();
    for (String limit : List.of("requests-per-second", "burst", "work-per-second", "work-burst")) {
      options.addAll(List.of("-s", "server.limits." + limit + "=1000000"));
    }
    options.addAll(more);
    return startAsConfigured(configuration, options);
  }

  /** The same with the limits that are configured. */
  static ServedModel startAsConfigured(Path configuration, List<String> more) throws IOException {
    List<String> command = java();
    command.addAll(List.of("io.kuayu.cli.Main", "serve", "-c", configuration.toString()));
    command.addAll(List.of("--port", "0", "-q"));
    command.addAll(more);
    long begin = System.nanoTime();
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    BufferedReader said = process.inputReader();
    for (String line = said.readLine(); line != null; line = said.readLine()) {
      if (line.startsWith("http://")) {
        double seconds = (System.nanoTime() - begin) / 1e9;
        return new ServedModel(process, URI.create(line.strip()), seconds);
      }
    }
    throw new IOException("the server did not start");
  }

  /** Runs another command to its end. */
  static void command(List<String> arguments) throws IOException, InterruptedException {
    List<String> command = java();
    command.add("io.kuayu.cli.Main");
    command.addAll(arguments);
    int code = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (code != 0) {
      throw new IOException(String.join(" ", arguments) + " failed");
    }
  }

  private static List<String> java() {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    return command;
  }

  URI address() {
    return address;
  }

  /** From the start of the process until it answers with its model. */
  double secondsToReady() {
    return secondsToReady;
  }

  /** Processor time of the process since its start, that of the JVM's own threads included. */
  double processorSeconds() {
    return process.info().totalCpuDuration().map(time -> time.toMillis() / 1e3).orElse(Double.NaN);
  }

  /** Megabytes of the process in memory now, native memory included. */
  long residentMegabytes() throws IOException {
    return status("VmRSS");
  }

  /** The same at its highest. */
  long peakMegabytes() throws IOException {
    return status("VmHWM");
  }

  private long status(String name) throws IOException {
    try (var lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
      Optional<String> line = lines.filter(text -> text.startsWith(name)).findFirst();
      return Long.parseLong(line.orElse("0").replaceAll("\\D", "")) >> 10;
    }
  }

  /** Megabytes of the heap that are in use after a full collection. */
  long heapMegabytesAfterCollection() throws IOException, InterruptedException {
    jcmd("GC.run");
    String told = jcmd("GC.heap_info");
    long kilobytes = 0;
    for (String line : told.lines().toList()) {
      // Such as "PSYoungGen total 1K, used 2K [..." or "garbage-first heap total ..., used 3K".
      boolean isPart = line.contains("total") && !line.contains("Metaspace");
      int used = line.indexOf("used ");
      if (isPart && used >= 0) {
        String number = line.substring(used + 5).replaceAll("K.*", "");
        kilobytes += Long.parseLong(number.strip());
      }
    }
    return kilobytes >> 10;
  }

  private String jcmd(String command) throws IOException, InterruptedException {
    Path tool = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process asked =
        new ProcessBuilder(tool.toString(), Long.toString(process.pid()), command)
            .redirectErrorStream(true)
            .start();
    String told =
        new String(asked.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    asked.waitFor();
    return told;
  }

  /** As {@code kill -9} does. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** Ends it as Ctrl-C does. */
  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
