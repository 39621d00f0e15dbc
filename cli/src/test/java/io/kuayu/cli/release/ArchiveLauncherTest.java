package io.kuayu.cli.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The start script of the archive, with a Java that prints what it is started with. */
class ArchiveLauncherTest {
  private static final Path SCRIPT = Path.of("../distribution/src/launcher/kuayu");

  @TempDir Path folder = Path.of(".");

  private Path root = Path.of(".");

  @BeforeEach
  void unpack() throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/env")), "the script needs a shell");
    root = unpacked("an archive 档案");
  }

  @Test
  void startsTheJavaAndTheJarsBesideItWithNothingInTheEnvironment() throws Exception {
    List<String> lines = started(root.resolve("bin/kuayu"), Map.of()).lines().toList();
    assertThat(lines).endsWith("io.kuayu.cli.Main", "recommend", "--user", "a b", "");
    assertThat(lines.get(lines.indexOf("-cp") + 1))
        .isEqualTo(root + "/lib/kuayu-cli.jar:" + root + "/lib/a.jar");
    assertThat(lines)
        .contains("-XX:SharedArchiveFile=" + root + "/lib/kuayu.jsa")
        .as("nothing of the JVM among the results on stdout")
        .contains("-Xlog:disable", "-Xlog:all=warning,cds*=off,aot*=off:stderr");
  }

  @Test
  void runsThroughLinksToLinks() throws Exception {
    Path direct = Files.createSymbolicLink(folder.resolve("第一"), root.resolve("bin/kuayu"));
    Path relative = Files.createSymbolicLink(folder.resolve("k"), direct.getFileName());
    assertThat(started(relative, Map.of())).contains(root + "/lib/kuayu-cli.jar:");
  }

  @Test
  void anInstalledJavaIsNotUsed() throws Exception {
    assertThat(started(root.resolve("bin/kuayu"), Map.of("JAVA_HOME", "/nowhere")))
        .contains("JAVA_HOME=\n");
  }

  @Test
  void pathsCanBeReadWithoutALocaleAndAGivenOneIsKept() throws Exception {
    Path script = root.resolve("bin/kuayu");
    assertThat(started(script, Map.of())).contains("LC_ALL=C.UTF-8\n");
    assertThat(started(script, Map.of("LC_ALL", "C"))).contains("LC_ALL=C.UTF-8\n");
    assertThat(started(script, Map.of("LANG", "qq_QQ.UTF-8")))
        .as("not installed")
        .contains("LC_ALL=C.UTF-8\n");
    assertThat(started(script, Map.of("LANG", "C.UTF-8"))).contains("LC_ALL=\n");
    assertThat(started(script, Map.of("LANG", "zh_CN.GB18030"))).contains("LC_ALL=\n");
  }

  @Test
  void optionsAndExtensionsOfTheEnvironmentAreAdded() throws Exception {
    String started =
        started(
            root.resolve("bin/kuayu"),
            Map.of("KUAYU_JAVA_OPTIONS", "-Xmx1g -Xss2m", "KUAYU_EXTENSIONS", "/x/y.jar"));
    assertThat(started).contains("-Xmx1g\n-Xss2m\n", "/lib/a.jar:/x/y.jar\n");
  }

  @Test
  void anIncompleteArchiveAndAFolderThatJavaCannotNameAreRefused() throws Exception {
    assertThat(refused(unpacked("a:b"))).contains("':' in its name");
    Files.delete(root.resolve("lib/class-path"));
    assertThat(refused(root)).contains("is not whole", "unpack the archive again");
  }

  private Path unpacked(String name) throws IOException {
    Path archive = Files.createDirectories(folder.resolve(name)).toRealPath();
    for (String one : List.of("bin", "lib", "runtime/bin")) {
      Files.createDirectories(archive.resolve(one));
    }
    Files.writeString(archive.resolve("lib/class-path"), "kuayu-cli.jar\na.jar\n");
    Files.copy(SCRIPT, archive.resolve("bin/kuayu"));
    Path java = archive.resolve("runtime/bin/java");
    Files.writeString(
        java,
        """
        #!/bin/sh
        echo "JAVA_HOME=${JAVA_HOME:-}"
        echo "LC_ALL=${LC_ALL:-}"
        for one in "$@"; do echo "$one"; done
        """);
    for (Path file : List.of(java, archive.resolve("bin/kuayu"))) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    return archive;
  }

  private static String started(Path script, Map<String, String> environment) throws Exception {
    Process process = start(script, environment);
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }

  private static String refused(Path archive) throws Exception {
    Process process = start(archive.resolve("bin/kuayu"), Map.of());
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isOne();
    return said;
  }

  private static Process start(Path script, Map<String, String> environment) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(script.toString(), "recommend", "--user", "a b", "");
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/bin:/bin");
    builder.environment().putAll(environment);
    return builder.redirectErrorStream(true).start();
  }
}
