package io.kuayu.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The start script in trees of its own, with a Java that prints what it is started with. */
class LauncherTest {
  private static final Path SCRIPT = Path.of("../kuayu");

  @TempDir Path folder = Path.of(".");

  private Path clone = Path.of(".");
  private Path library = Path.of(".");

  @BeforeEach
  void build() throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/env")), "the script needs a shell");
    library = touch(folder.resolve("repository/some/library-1.jar"));
    clone = folder.resolve("a clone");
    touch(clone.resolve("pom.xml"));
    Path core = touch(clone.resolve("core/target/kuayu-core-1.jar"));
    Path models = touch(clone.resolve("models/target/kuayu-models-1.jar"));
    touch(clone.resolve("cli/target/kuayu-cli-1.jar"));
    Files.writeString(clone.resolve("cli/target/libraries"), core + ":" + library + ":" + models);
    Files.copy(SCRIPT, clone.resolve("kuayu"));
    executable(clone.resolve("kuayu"));
    touch(clone.resolve("cli/target/built"));
    Path java = folder.resolve("jdk/bin/java");
    touch(java);
    Files.writeString(java, "#!/bin/sh\nfor one in \"$@\"; do echo \"$one\"; done\n");
    executable(java);
    Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"25\"\n");
  }

  @Test
  void runsTheJarsThatTheBuildFound() throws Exception {
    assertThat(classPath(clone)).isEqualTo(expected(clone));
  }

  @Test
  void aCopyRunsItsOwnJarsWhileTheFirstIsThereAndWhenItIsGone() throws Exception {
    Path copy = Files.createDirectory(folder.resolve("copy"));
    Installation.copy(clone, copy);
    assertThat(classPath(copy)).isEqualTo(expected(copy));
    Installation.delete(clone);
    assertThat(classPath(copy)).isEqualTo(expected(copy));
  }

  @Test
  void aMovedCloneRunsThroughALink() throws Exception {
    Path moved = Files.move(clone, folder.resolve("moved"));
    Path link = Files.createSymbolicLink(folder.resolve("kuayu"), moved.resolve("kuayu"));
    assertThat(started(link)).contains(String.join(":", expected(moved)));
  }

  /** With a real Java, which takes the encoding of paths from the locale. */
  @Test
  void pathsOfAllLettersCanBeReadWithoutALocale() throws Exception {
    Path moved = Files.move(clone, folder.resolve("克隆"));
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Files.writeString(
        folder.resolve("jdk/bin/java"),
        "#!/bin/sh\nexec '%s' -XshowSettings:properties -version 2>&1\n".formatted(java));
    for (String locale : List.of("LANG=C", "LANG=qq_QQ.UTF-8", "LC_ALL=POSIX", "LANG=")) {
      ProcessBuilder builder =
          new ProcessBuilder(
              "/usr/bin/env",
              "-i",
              "PATH=/usr/bin:/bin",
              "JAVA_HOME=" + folder.resolve("jdk"),
              locale,
              moved.resolve("kuayu").toString(),
              "version");
      assertThat(printed(builder)).as(locale).contains("    sun.jnu.encoding = UTF-8");
    }
  }

  private List<String> expected(Path root) {
    return List.of(
        root + "/cli/target/kuayu-cli-1.jar",
        root + "/core/target/kuayu-core-1.jar",
        library.toString(),
        root + "/models/target/kuayu-models-1.jar");
  }

  private List<String> classPath(Path root) throws Exception {
    List<String> lines = started(root.resolve("kuayu"));
    assertThat(lines).endsWith("io.kuayu.cli.Main", "version");
    return Arrays.asList(lines.get(lines.indexOf("-cp") + 1).split(":", -1));
  }

  private List<String> started(Path script) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(script.toString(), "version");
    builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
    builder.environment().remove("KUAYU_EXTENSIONS");
    builder.environment().remove("KUAYU_JAVA_OPTIONS");
    return printed(builder);
  }

  private static List<String> printed(ProcessBuilder builder) throws Exception {
    Process process = builder.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said.lines().toList();
  }

  private static Path touch(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.createFile(file).toRealPath();
  }

  private static void executable(Path file) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
