package io.kuayu.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Interactions;
import io.kuayu.core.Item;
import io.kuayu.core.ItemKey;
import io.kuayu.core.Split;
import io.kuayu.core.settings.Settings;
import io.kuayu.model.Model;
import io.kuayu.model.ModelFamilies;
import io.kuayu.model.TrainingData;
import io.kuayu.model.TrainingRun;
import io.kuayu.model.bundle.Bundle;
import io.kuayu.model.bundle.Provenance;
import java.io.File;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the READMEs show to applications that embed the engine is what works. */
class EmbeddingSnippetTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern CODE = Pattern.compile("(?s)```java\n(.*?)```");
  private static final Pattern COORDINATES =
      Pattern.compile(
          "<groupId>io\\.kuayu</groupId>\\s*<artifactId>([^<]+)</artifactId>\\s*"
              + "<version>([^<]+)</version>");

  @TempDir Path folder;

  @Test
  void theSnippetCompilesAndRunsWithTheTwoArtefacts() throws Exception {
    train();
    String classPath =
        String.join(
            File.pathSeparator,
            ServingClassPath.entries().stream().map(EmbeddingSnippetTest::absolute).toList());
    Path source = Files.writeString(folder.resolve("Embedding.java"), snippet("README.md"));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter problems = new StringWriter();
    List<String> options =
        List.of("-Xlint:all", "-proc:none", "-d", folder.toString(), "-cp", classPath);
    try (var files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      Boolean compiled =
          compiler
              .getTask(problems, files, null, options, null, files.getJavaFileObjects(source))
              .call();
      assertThat(compiled).as("%s", problems).isTrue();
    }
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dfile.encoding=UTF-8",
                "-cp",
                folder + File.pathSeparator + classPath,
                "Embedding")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(printed).isZero();
    assertThat(printed).contains("1 ", "Title 822 by item-knn");
  }

  /** Every coordinate on a page of ours is that of a module, in the version of the build. */
  @ParameterizedTest
  @ValueSource(
      strings = {"README.md", "README.zh-CN.md", "docs/embedding.md", "docs/spring-boot.md"})
  void theCoordinatesAreThoseOfTheBuild(String page) throws Exception {
    String bom = Files.readString(ROOT.resolve("bom/pom.xml"));
    String version = first("<artifactId>kuayu-parent</artifactId>\\s*<version>([^<]+)<", "pom.xml");
    String text = Files.readString(ROOT.resolve(page));
    Matcher coordinates = COORDINATES.matcher(text);
    assertThat(coordinates.find()).isTrue();
    do {
      assertThat(bom).contains("<artifactId>" + coordinates.group(1) + "</artifactId>");
      assertThat(coordinates.group(2)).isEqualTo(version);
    } while (coordinates.find());
    Matcher named = Pattern.compile("io\\.kuayu:(kuayu-[a-z-]+)").matcher(text);
    while (named.find()) {
      assertThat(bom).contains("<artifactId>" + named.group(1) + "</artifactId>");
    }
  }

  @Test
  void allPagesShowTheSame() throws Exception {
    assertThat(snippet("docs/embedding.md")).isEqualTo(snippet("README.md"));
    assertThat(snippet("README.zh-CN.md")).isEqualTo(snippet("README.md"));
  }

  private static String snippet(String page) throws Exception {
    return CODE.matcher(Files.readString(ROOT.resolve(page)))
        .results()
        .map(block -> block.group(1))
        .filter(code -> code.contains("Bundle.open("))
        .findFirst()
        .orElseThrow();
  }

  private static String first(String pattern, String file) throws Exception {
    Matcher found = Pattern.compile(pattern).matcher(Files.readString(ROOT.resolve(file)));
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  private static String absolute(Path entry) {
    return entry.toAbsolutePath().normalize().toString();
  }

  /** The model that the snippet opens: two people took the item of the snippet, and the next. */
  private void train() {
    List<Item> items =
        List.of("821", "822", "823").stream()
            .map(id -> new Item(new ItemKey("food", id), "Title " + id, "", Map.of()))
            .toList();
    byte[] parts = new byte[4];
    Arrays.fill(parts, Split.TRAIN.code());
    Interactions taken =
        new Interactions(
            List.of("ann", "bob"),
            new int[] {0, 2, 4},
            new int[] {0, 1, 0, 1},
            new long[] {1_380_000_000, 1_380_000_100, 1_380_000_200, 1_380_000_300},
            parts,
            new byte[4],
            new float[] {1, 1, 1, 1},
            List.of("purchase"));
    try (Model model =
        ModelFamilies.trainer("item-knn")
            .trainer(Settings.empty())
            .train(
                new TrainingData(Catalogue.of(List.of("food"), items), taken),
                TrainingRun.quiet(1, folder.resolve("cache")))) {
      Provenance provenance = new Provenance("f", "s", 1, Map.of(), Map.of(), Map.of(), 0);
      Bundle.write(folder.resolve("work/models"), "blend", model, provenance);
    }
  }
}
