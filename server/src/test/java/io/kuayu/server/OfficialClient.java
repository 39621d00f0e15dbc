package io.kuayu.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An official TypeScript client of the Model Context Protocol, in a process of its own. */
final class OfficialClient implements AutoCloseable {
  private static final Path SOURCE = Path.of("src", "test", "mcp");
  private static final Path INSTALLED = Path.of("target", "mcp-client");
  private static final String LOCK = "package-lock.json";

  /** What npm says where it does not reach its registry. */
  private static final Pattern NO_NETWORK =
      Pattern.compile("ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENOTCACHED|network");

  private static final int INSTALL_MINUTES = 5;

  private final Process process;
  private final BufferedReader said;
  private final Writer asked;

  private OfficialClient(Process process) {
    this.process = process;
    said = process.inputReader(StandardCharsets.UTF_8);
    asked = process.outputWriter(StandardCharsets.UTF_8);
  }

  /**
   * Installs the clients below {@code target}, unless they are there from the same lock. Skips the
   * test where this machine has no Node 20 or does not reach the registry.
   */
  static synchronized void install() throws IOException, InterruptedException {
    assumeTrue(
        runs("node", "-e", "process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)"),
        "no Node 20 or newer: the official MCP clients are not tried");
    assumeTrue(runs("npm", "--version"), "no npm: the official MCP clients are not tried");
    Files.createDirectories(INSTALLED);
    Path marker = INSTALLED.resolve("installed.json");
    boolean isThere = Files.exists(marker) && Files.mismatch(marker, SOURCE.resolve(LOCK)) == -1;
    for (String name : List.of("package.json", LOCK, "client.mjs")) {
      Files.copy(
          SOURCE.resolve(name), INSTALLED.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }
    if (isThere) {
      return;
    }
    Path log = INSTALLED.resolve("npm.log");
    Process npm =
        new ProcessBuilder(
                "npm", "ci", "--prefer-offline", "--ignore-scripts", "--no-audit", "--no-fund")
            .directory(INSTALLED.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    boolean isOver = npm.waitFor(INSTALL_MINUTES, TimeUnit.MINUTES);
    npm.destroyForcibly();
    String output = Files.readString(log);
    boolean isReached = isOver && (npm.exitValue() == 0 || !NO_NETWORK.matcher(output).find());
    assumeTrue(
        isReached, "npm does not reach its registry: the official MCP clients are not tried");
    assertThat(npm.exitValue()).as(output).isZero();
    Files.copy(SOURCE.resolve(LOCK), marker, StandardCopyOption.REPLACE_EXISTING);
  }

  private static boolean runs(String... command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Starts one.
   *
   * @param kind {@code handshake} for the client that greets first, {@code stateless} for the newer
   */
  static OfficialClient start(String kind, String address, String key) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder("node", "client.mjs", kind, address)
            .directory(INSTALLED.toFile())
            .redirectError(INSTALLED.resolve(kind + ".log").toFile());
    builder.environment().put("KUAYU_KEY", key);
    return new OfficialClient(builder.start());
  }

  /**
   * Runs a program that leaves its result in {@code structuredContent} and its client in {@code
   * client}.
   */
  static JsonNode run(String program, String key) throws IOException, InterruptedException {
    Files.writeString(
        INSTALLED.resolve("page.mjs"),
        program + "console.log(JSON.stringify(structuredContent))\nawait client.close()\n");
    ProcessBuilder builder =
        new ProcessBuilder("node", "page.mjs")
            .directory(INSTALLED.toFile())
            .redirectError(INSTALLED.resolve("page.log").toFile());
    builder.environment().put("KUAYU_KEY", key);
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(Files.readString(INSTALLED.resolve("page.log"))).isZero();
    return JsonMapper.shared().readTree(said);
  }

  /** What it says next; first how the greeting went, then the answer to each request. */
  JsonNode next() throws IOException {
    String line = said.readLine();
    assertThat(line).as("the client ended").isNotNull();
    return JsonMapper.shared().readTree(line);
  }

  JsonNode list() throws IOException {
    return ask("{}");
  }

  JsonNode call(String tool, String arguments) throws IOException {
    return ask("{\"name\":\"" + tool + "\",\"arguments\":" + arguments + "}");
  }

  private JsonNode ask(String request) throws IOException {
    asked.write(request + "\n");
    asked.flush();
    return next();
  }

  @Override
  public void close() {
    process.destroy();
  }
}
