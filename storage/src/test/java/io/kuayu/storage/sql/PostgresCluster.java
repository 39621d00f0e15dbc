package io.kuayu.storage.sql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A real PostgreSQL of the installed binaries, in a temporary folder and at a free port of this
 * machine. One serves all tests of a JVM, each with a database of its own, and ends with it.
 */
final class PostgresCluster {
  static final String USER = "kuayu";
  static final String PASSWORD = "a secret: 'not' for logs";

  private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
  private static final long PATIENCE_SECONDS = 60;
  private static final AtomicInteger DATABASES = new AtomicInteger();
  private static Optional<PostgresCluster> shared = Optional.empty();

  private final Path binaries;
  private final Path folder;
  private final int port;

  private PostgresCluster(Path binaries, Path folder, int port) {
    this.binaries = binaries;
    this.folder = folder;
    this.port = port;
  }

  /** The one of this JVM; the calling test is skipped where none is installed. */
  static synchronized PostgresCluster shared() {
    if (shared.isEmpty()) {
      shared = Optional.of(own());
    }
    return shared.orElseThrow();
  }

  /** One for a test that crashes it, which would fail tests beside it on a shared one. */
  static PostgresCluster own() {
    Optional<Path> binaries = binaries();
    Assumptions.assumeTrue(
        binaries.isPresent(),
        "no PostgreSQL below " + INSTALLED + ": its stores are not tested (see .ci/run)");
    return begin(binaries.orElseThrow());
  }

  private static Optional<Path> binaries() {
    if (!Files.isDirectory(INSTALLED)) {
      return Optional.empty();
    }
    try (Stream<Path> versions = Files.list(INSTALLED)) {
      return versions
          .map(version -> version.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
          .max(Comparator.naturalOrder());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PostgresCluster begin(Path binaries) {
    try {
      Path folder = Files.createTempDirectory("kuayu-postgres");
      Path password = Files.writeString(folder.resolve("password"), PASSWORD);
      if (isRoot()) {
        command(List.of("chown", "-R", "postgres", folder.toString()));
      }
      PostgresCluster cluster = new PostgresCluster(binaries, folder, freePort());
      cluster.run(
          "initdb",
          "--pgdata=" + cluster.data(),
          "--username=" + USER,
          "--pwfile=" + password,
          "--auth=scram-sha-256",
          "--encoding=UTF8",
          "--locale=C",
          "--no-sync");
      cluster.start();
      Runtime.getRuntime().addShutdownHook(new Thread(cluster::end));
      return cluster;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void start() {
    run(
        "pg_ctl",
        "start",
        "--wait",
        "--pgdata=" + data(),
        "--log=" + folder.resolve("log"),
        "--options=-p " + port + " -c listen_addresses=127.0.0.1 -k " + folder);
  }

  /** As a power cut would, all its processes at once; then it is started again. */
  void crash() {
    run("pg_ctl", "stop", "--mode=immediate", "--pgdata=" + data());
    start();
  }

  /** The address of a new, empty database. */
  String database() {
    String name = "test" + DATABASES.incrementAndGet();
    try (Connection connection = DriverManager.getConnection(url("postgres"), USER, PASSWORD);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return url(name);
  }

  private String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  private String data() {
    return folder.resolve("data").toString();
  }

  private void end() {
    run("pg_ctl", "stop", "--mode=immediate", "--pgdata=" + data());
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void run(String program, String... arguments) {
    List<String> command = new ArrayList<>();
    if (isRoot()) {
      // PostgreSQL refuses to run as root.
      command.addAll(List.of("runuser", "-u", "postgres", "--"));
    }
    command.add(binaries.resolve(program).toString());
    command.addAll(List.of(arguments));
    command(command);
  }

  private static void command(List<String> command) {
    try {
      Path output = Files.createTempFile("kuayu-postgres", ".out");
      Process process =
          new ProcessBuilder(command)
              .directory(Path.of("/").toFile())
              .redirectErrorStream(true)
              // Not a pipe: the database keeps it open for as long as it runs.
              .redirectOutput(output.toFile())
              .start();
      boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
      String said = Files.readString(output);
      Files.delete(output);
      if (!ended || process.exitValue() != 0) {
        throw new IllegalStateException(String.join(" ", command) + " failed:\n" + said);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
