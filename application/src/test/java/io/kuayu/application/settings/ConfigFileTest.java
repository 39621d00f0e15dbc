package io.kuayu.application.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kuayu.core.settings.SettingProblem;
import io.kuayu.core.settings.Settings;
import io.kuayu.core.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFileTest {
  @TempDir Path folder;

  private record Read(long seed, double lambda, List<String> text) {
    static Read of(Settings root) {
      return new Read(
          root.whole("seed", 1L),
          root.at("models").at("ease").decimal("lambda", 5, 0, 1000),
          root.texts("text", List.of()));
    }
  }

  @Test
  void commandGoesBeforeEnvironmentBeforeFileBeforeDefault() throws IOException {
    String yaml = "seed: 2\nmodels: { ease: { lambda: 7 } }\n";
    assertThat(read("", List.of(), Map.of())).isEqualTo(new Read(1, 5, List.of()));
    assertThat(read(yaml, List.of(), Map.of())).isEqualTo(new Read(2, 7, List.of()));
    Map<String, String> environment =
        Map.of("KUAYU_SEED", "3", "KUAYU_MODELS_EASE_LAMBDA", "8", "KUAYU_DATA", "elsewhere");
    assertThat(read(yaml, List.of(), environment)).isEqualTo(new Read(3, 8, List.of()));
    assertThat(read(yaml, List.of("seed=4", "text=[a, 'b c']"), environment))
        .isEqualTo(new Read(4, 8, List.of("a", "b c")));
  }

  @Test
  void putsVariablesIntoValues() throws IOException {
    assertThat(
            read(
                "text: ['${A}/x', '${B:-other}', '$A', '${E:-empty}']",
                List.of(),
                Map.of("A", "$1\\", "E", "")))
        .extracting(Read::text)
        .isEqualTo(List.of("$1\\/x", "other", "$A", "empty"));
  }

  @Test
  void blocksInBlocksWithoutEndAreAProblem() {
    assertThat(problems("text: &a { b: *a }\n", List.of()))
        .anyMatch(problem -> problem.contains("is nested more than 64 blocks deep"));
    assertThat(problems("text: " + "[".repeat(50_000), List.of()))
        .anyMatch(problem -> problem.contains("is nested too deeply"));
  }

  @Test
  void tellsAllProblemsAtOnceEachWithItsLine() {
    assertThat(
            problems(
                "sed: 1\nmodels:\n  ease:\n    lamda: 3\n    lambda: x\ntext: '${MISSING}'\nseed: 1\nseed: 2\n",
                List.of("nonsense", "modles.ease=1")))
        .containsExactlyInAnyOrder(
            "kuayu.yaml:1 sed: unknown key; did you mean 'seed'?",
            "kuayu.yaml:4 models.ease.lamda: unknown key; did you mean 'lambda'?",
            "kuayu.yaml:5 models.ease.lambda: is 'x'; allowed is a number from 0 to 1000",
            "kuayu.yaml:6: the environment variable MISSING is not set; export MISSING=…, or write"
                + " ${MISSING:-default}",
            "kuayu.yaml:8 seed: is set twice; keep one of them",
            "-s nonsense: sets nothing; write -s KEY=VALUE, as in -s models.ease.lambda=100",
            "-s modles: unknown key; did you mean 'models'?");
  }

  @Test
  void tellsTheLineOfBrokenYaml() {
    assertThat(problems("seed: 1\ntext: [a, b\nmodels: {}\n", List.of()))
        .hasSize(1)
        .first()
        .asString()
        .startsWith("kuayu.yaml:3: is not valid YAML: ");
  }

  @Test
  void refusesAFileThatIsNotThere() {
    assertThatThrownBy(() -> ConfigFile.open(folder.resolve("none.yaml"), List.of(), Map.of()))
        .isInstanceOf(ConfigFile.ConfigurationException.class)
        .hasMessageContaining("none.yaml");
  }

  private Read read(String yaml, List<String> overrides, Map<String, String> environment)
      throws IOException {
    Path file = Files.writeString(folder.resolve("kuayu.yaml"), yaml);
    return ConfigFile.open(file, overrides, environment).read(Read::of);
  }

  private List<String> problems(String yaml, List<String> overrides) {
    try {
      Read read = read(yaml, overrides, Map.of());
      throw new AssertionError("was read: " + read);
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (SettingsException e) {
      return e.problems().stream().map(SettingProblem::toString).toList();
    }
  }
}
