package io.kuayu.cli.command.setup;

import ai.djl.engine.Engine;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * A requirement of Kuayu on the machine.
 *
 * @param name what was checked
 * @param status of the check
 * @param found what was found
 * @param remedy what to do about it; empty if nothing needs to be done
 */
record MachineCheck(String name, Status status, String found, String remedy) {
  private static final long LEAST_MEMORY_MB = 2_000;
  private static final long LEAST_DISK_MB = 2_000;
  private static final int MEGABYTE = 1 << 20;

  enum Status {
    PASS,
    WARN,
    FAIL
  }

  static List<MachineCheck> all(Path workdir) {
    return List.of(
        java(),
        cores(),
        memory(),
        heap(),
        disk(workdir),
        writable(workdir),
        duckdb(),
        pytorch(),
        vectors());
  }

  private static MachineCheck java() {
    boolean fits = Runtime.version().feature() >= 25;
    return new MachineCheck(
        "java",
        fits ? Status.PASS : Status.FAIL,
        Runtime.version() + " in " + System.getProperty("java.home"),
        fits ? "" : "install a JDK 25 or newer");
  }

  private static MachineCheck cores() {
    return pass("cores", String.valueOf(Runtime.getRuntime().availableProcessors()));
  }

  private static MachineCheck memory() {
    long megabytes =
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize()
            / MEGABYTE;
    return enough("memory", megabytes, LEAST_MEMORY_MB, "train smaller models, or add memory");
  }

  private static MachineCheck heap() {
    long megabytes = Runtime.getRuntime().maxMemory() / MEGABYTE;
    return pass("heap", megabytes + " MB at most; KUAYU_JAVA_OPTIONS=-Xmx… changes it");
  }

  private static MachineCheck disk(Path workdir) {
    try {
      long megabytes = Files.getFileStore(existing(workdir)).getUsableSpace() / MEGABYTE;
      return enough("disk", megabytes, LEAST_DISK_MB, "free some space, or set another workdir");
    } catch (IOException e) {
      return new MachineCheck("disk", Status.WARN, "cannot be told: " + e, "check the folder");
    }
  }

  private static MachineCheck writable(Path workdir) {
    Path folder = existing(workdir);
    try {
      Files.delete(Files.createTempFile(folder, ".kuayu", ".check"));
      return pass("write access", folder.toString());
    } catch (IOException e) {
      return new MachineCheck(
          "write access", Status.FAIL, folder + ": " + e, "change its permissions or set workdir");
    }
  }

  private static Path existing(Path folder) {
    Path found = folder.toAbsolutePath().normalize();
    while (!Files.isDirectory(found) && found.getParent() != null) {
      found = found.getParent();
    }
    return found;
  }

  private static MachineCheck duckdb() {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet version = statement.executeQuery("SELECT version()")) {
      version.next();
      return pass("duckdb", version.getString(1));
    } catch (SQLException | LinkageError e) {
      return new MachineCheck(
          "duckdb",
          Status.FAIL,
          "does not load: " + e,
          "a 64-bit Linux (glibc), macOS or Windows is needed, and a temporary folder from which"
              + " libraries may be loaded (-Djava.io.tmpdir=…)");
    }
  }

  private static MachineCheck pytorch() {
    try {
      System.setProperty("ai.djl.offline", "true");
      Engine engine = Engine.getEngine("PyTorch");
      return pass("pytorch", engine.getVersion() + ", " + engine.defaultDevice());
    } catch (RuntimeException | LinkageError e) {
      return new MachineCheck(
          "pytorch",
          Status.WARN,
          "does not load: " + e,
          "neural models need it; build on this kind of machine, so that its libraries are taken");
    }
  }

  private static MachineCheck vectors() {
    boolean present = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    return pass(
        "vector module",
        present ? "readable" : "not readable; scoring uses what the JIT compiler vectorises");
  }

  private static MachineCheck pass(String name, String found) {
    return new MachineCheck(name, Status.PASS, found, "");
  }

  private static MachineCheck enough(
      String name, long megabytes, long minMegabytes, String remedy) {
    boolean fits = megabytes >= minMegabytes;
    return new MachineCheck(
        name, fits ? Status.PASS : Status.WARN, megabytes + " MB", fits ? "" : remedy);
  }
}
