package io.kuayu.cli.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What is around a release: workflows, the image, the Debian package, the service. */
class ReleaseFilesTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern PINNED = Pattern.compile("[\\w./-]+@[0-9a-f]{40}");
  private static final Pattern PROGRAM =
      Pattern.compile("(?<![\\w/$\"{-])(?:\\.ci|build|docs|distribution)/[\\w./-]+");

  @Test
  void workflowsPinTheirActionsAndRunWhatExists() throws IOException {
    int used = 0;
    for (Path file : workflows()) {
      for (Map<?, ?> step : steps(file)) {
        Object action = step.get("uses");
        if (action != null) {
          assertThat(action.toString()).as(file.toString()).matches(PINNED);
          used++;
        }
        Matcher programs = PROGRAM.matcher(String.valueOf(step.get("run")));
        while (programs.find()) {
          String name = programs.group();
          if (!name.contains("target") && !name.endsWith("/")) {
            assertThat(ROOT.resolve(name)).as(file.toString()).exists();
          }
        }
      }
    }
    assertThat(used).isGreaterThan(6);
  }

  @Test
  void workflowsHaveNoMoreRightsThanTheyNeed() throws IOException {
    for (Path file : workflows()) {
      Map<?, ?> workflow = workflow(file);
      assertThat(workflow.get("permissions"))
          .as(file.toString())
          .isIn(Map.of(), Map.of("contents", "read"));
      for (Map<?, ?> step : steps(file)) {
        if (String.valueOf(step.get("uses")).startsWith("actions/checkout@")) {
          assertThat(step.get("with")).asString().contains("persist-credentials=false");
        }
      }
    }
  }

  @Test
  void eachProfileOfNativesIsResolvedByTheBuild() throws IOException {
    Matcher profiles = Pattern.compile("<id>natives-([a-z0-9-]+)</id>").matcher(read("pom.xml"));
    String build = read(".github/workflows/build.yml");
    String page = read("docs/install.md");
    int count = 0;
    while (profiles.find()) {
      assertThat(build).contains(profiles.group(1));
      assertThat(page).contains("-Pnatives-" + profiles.group(1));
      count++;
    }
    assertThat(count).isEqualTo(3);
  }

  @Test
  void theImageRunsAsNobodySpecialAndTellsItsHealthWithoutMorePrograms() throws IOException {
    String file = read("distribution/docker/Dockerfile");
    List<String> lines =
        file.replace("\\\n", " ").lines().filter(line -> line.matches("[A-Z]+ .*")).toList();
    assertThat(lines).anyMatch(line -> line.matches("USER [1-9][0-9]*:[1-9][0-9]*"));
    assertThat(lines).contains("VOLUME /var/lib/kuayu", "WORKDIR /var/lib/kuayu");
    assertThat(lines).anyMatch(line -> line.matches("HEALTHCHECK .*CMD \\[\"kuayu-ready\"]"));
    assertThat(file).doesNotContain("curl", "wget", ":latest");
    assertThat(lines.indexOf("USER 10001:10001"))
        .isGreaterThan(lines.lastIndexOf("RUN ln -s /opt/kuayu/bin/kuayu /usr/local/bin/kuayu"));
    for (String line : lines) {
      Matcher copied = Pattern.compile("COPY (?!--from)(\\S+) .*").matcher(line);
      if (copied.matches()) {
        assertThat(ROOT.resolve("distribution").resolve(copied.group(1))).isExecutable();
      }
    }
  }

  @Test
  void theServiceIsTheOneOfThePageAboutDeployment() throws IOException {
    assertThat(read("docs/deployment.md"))
        .contains("```ini\n" + read("distribution/src/systemd/kuayu.service") + "```");
  }

  @Test
  void scriptsCanBeReadByTheirShell() throws Exception {
    List<Path> scripts = new ArrayList<>();
    for (String folder :
        List.of(
            "build",
            "distribution/docker",
            "distribution/src/build",
            "distribution/src/launcher",
            "distribution/src/deb/control")) {
      try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
        for (Path file : files.sorted().toList()) {
          if (Files.readString(file).startsWith("#!")) {
            scripts.add(file);
          }
        }
      }
    }
    assertThat(scripts).hasSizeGreaterThan(8);
    for (Path script : scripts) {
      boolean bash = Files.readString(script).lines().findFirst().orElse("").endsWith("bash");
      Process process =
          new ProcessBuilder(bash ? "bash" : "sh", "-n", script.toString())
              .redirectErrorStream(true)
              .start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(script + ": " + said).isZero();
      if (!script.getParent().endsWith("control")) {
        assertThat(script).isExecutable();
      }
    }
  }

  private static List<Path> workflows() throws IOException {
    try (Stream<Path> files = Files.list(ROOT.resolve(".github/workflows"))) {
      List<Path> workflows = files.sorted().toList();
      assertThat(workflows).hasSize(2);
      return workflows;
    }
  }

  private static Map<?, ?> workflow(Path file) throws IOException {
    Object content =
        new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
    return (Map<?, ?>) Objects.requireNonNull(content);
  }

  private static List<Map<?, ?>> steps(Path file) throws IOException {
    List<Map<?, ?>> steps = new ArrayList<>();
    for (Object job : ((Map<?, ?>) workflow(file).get("jobs")).values()) {
      assertThat(((Map<?, ?>) job).containsKey("timeout-minutes")).isTrue();
      for (Object step : (List<?>) ((Map<?, ?>) job).get("steps")) {
        steps.add((Map<?, ?>) step);
      }
    }
    return steps;
  }

  private static String read(String file) throws IOException {
    return Files.readString(ROOT.resolve(file));
  }
}
