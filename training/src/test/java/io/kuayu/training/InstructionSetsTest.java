package io.kuayu.training;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.types.Shape;
import io.kuayu.model.TrainingRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Training is the same mathematics on every x86-64. PyTorch, MKL and oneDNN choose or write their
 * code for the processor when they start, so each instruction set takes a process of its own. A set
 * that the processor lacks becomes the best that it has.
 */
class InstructionSetsTest {
  private static final Pattern KERNEL = Pattern.compile("onednn_verbose,.*?,exec,cpu,(\\w+),");

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"SSE41", "AVX2", "AVX512_CORE", "DEFAULT"})
  @EnabledIfSystemProperty(named = "os.arch", matches = "amd64|x86_64")
  void operatorsComputeWhatPlainJavaComputes(String set) throws Exception {
    Path results = folder.resolve("results");
    String told = compare(set, results);
    List<String> lines = Files.readAllLines(results);
    assertThat(lines).as("operators under %s", set).hasSizeGreaterThan(30);
    assertThat(lines).as("what is wrong under %s", set).allMatch(line -> line.endsWith(" right"));
    // Its kernels are the ones that were wrong: whatever else reaches it has to be looked at.
    assertThat(KERNEL.matcher(told).results().map(found -> kernel(found)).distinct())
        .as("kernels of oneDNN, of which gelu has one")
        .containsExactly("eltwise");
  }

  private static String kernel(MatchResult found) {
    return found.group(1);
  }

  @Test
  void tellsAnOperatorThatIsOffByTwoPercent() {
    Operator.Deviation deviation =
        deviation(in -> in.get(0), in -> PlainOperators.map(in[0], x -> 1.02 * x));
    assertThat(deviation.forward()).isGreaterThan(Operator.TOLERANCE);
    assertThat(deviation.gradient()).isGreaterThan(Operator.TOLERANCE);
    assertThat(deviation.isRounding()).isFalse();
  }

  @Test
  void tellsAGradientThatIsWrongAlone() {
    Operator.Deviation deviation =
        deviation(
            in -> in.get(0).mul(TorchSession.constant(() -> in.get(0).duplicate())),
            in -> PlainOperators.map(in[0], x -> x * x));
    assertThat(deviation.forward()).isLessThan(Operator.TOLERANCE);
    assertThat(deviation.isRounding()).isFalse();
  }

  private Operator.Deviation deviation(Operator.OnEngine engine, Operator.InJava java) {
    try (TorchSession session = TorchSession.open(TrainingRun.quiet(1, folder))) {
      return new Operator("test", List.of(new Shape(3)), 1, 2, true, engine, java)
          .deviation(session);
    }
  }

  /** What oneDNN told of itself. */
  private String compare(String set, Path results) throws IOException, InterruptedException {
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    ProcessBuilder command =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Comparison.class.getName(),
                results.toString())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    command.environment().put("ONEDNN_MAX_CPU_ISA", set);
    command.environment().put("ONEDNN_VERBOSE", "1");
    if (set.equals("SSE41")) {
      // PyTorch's own kernels and MKL's too; every x86-64 has the set.
      command.environment().put("ATEN_CPU_CAPABILITY", "default");
      command.environment().put("MKL_ENABLE_INSTRUCTIONS", "SSE4_2");
    }
    int code = command.start().waitFor();
    assertThat(code).as(Files.readString(err)).isZero();
    return Files.readString(out);
  }

  /** Compares all operators and writes a line on each. */
  static final class Comparison {
    private Comparison() {}

    public static void main(String[] arguments) throws IOException {
      Path results = Path.of(arguments[0]);
      try (TorchSession session =
          TorchSession.open(TrainingRun.quiet(1, results.resolveSibling("cache")))) {
        List<String> lines =
            Operators.all(session).stream()
                .map(operator -> line(operator, operator.deviation(session)))
                .toList();
        Files.write(results, lines);
      }
    }

    private static String line(Operator operator, Operator.Deviation deviation) {
      return operator.name() + " " + deviation + (deviation.isRounding() ? " right" : " wrong");
    }
  }
}
