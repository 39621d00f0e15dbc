package io.kuayu.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.core.settings.Setting;
import io.kuayu.core.settings.Settings;
import io.kuayu.engine.ServingClassPath;
import io.kuayu.engine.ServingMain;
import io.kuayu.model.Model;
import io.kuayu.model.ModelFamilies;
import io.kuayu.model.TrainingRun;
import io.kuayu.model.bundle.Bundle;
import io.kuayu.model.bundle.Provenance;
import io.kuayu.models.Sample;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A trained blend is served by a process that has nothing of the training: the engine and the
 * models, with the libraries below, and neither PyTorch nor ONNX Runtime nor DuckDB.
 */
class ServingClosureTest {
  private static final long MAX_BYTES = 60L << 20;

  @TempDir Path folder;

  @Test
  void aTrainedBlendIsServedWithoutTheLibrariesOfTraining() throws Exception {
    Model blend = train("recency-7", "transitions", "ease", "text", "transformer");
    Bundle.write(
        folder, "blend", blend, new Provenance("f", "s", 5, Map.of(), Map.of(), Map.of(), 0));
    List<Path> closure = ServingClassPath.entries();
    List<String> answer = serve(closure);
    assertThat(answer).noneMatch(line -> line.startsWith("present"));
    assertThat(answer).filteredOn(line -> line.startsWith("item")).hasSize(3);
    if (!holdsTextEncoders(closure)) {
      assertThat(answer).anyMatch(line -> line.startsWith("remedy") && line.contains("kuayu-text"));
    }
    assertThat(bytes(closure)).isLessThan(MAX_BYTES);
  }

  private Model train(String... experts) {
    List<Setting> names =
        Stream.of(experts).<Setting>map(name -> new Setting.Scalar(name, "test")).toList();
    Settings options =
        Settings.of(
            new Setting.Tree(Map.of("experts", new Setting.Sequence(names, "test")), "test"));
    return ModelFamilies.trainer("blend")
        .trainer(options)
        .train(Sample.data(3, 30), TrainingRun.quiet(5, folder.resolve("cache")));
  }

  private List<String> serve(List<Path> closure) throws IOException, InterruptedException {
    String classPath =
        String.join(File.pathSeparator, closure.stream().map(Path::toString).toList());
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath,
                ServingMain.class.getName(),
                folder.toString(),
                "blend")
            .redirectErrorStream(true)
            .start();
    List<String> lines;
    try (var out = process.getInputStream()) {
      lines = new String(out.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
    assertThat(process.waitFor()).as("%s", lines).isZero();
    return lines;
  }

  private static boolean holdsTextEncoders(List<Path> closure) {
    return closure.stream()
        .anyMatch(entry -> Files.isDirectory(entry.resolve("io/kuayu/encoders/onnx")));
  }

  private static long bytes(List<Path> closure) throws IOException {
    long bytes = 0;
    for (Path entry : closure) {
      bytes += Files.isRegularFile(entry) ? Files.size(entry) : 0;
    }
    return bytes;
  }
}
