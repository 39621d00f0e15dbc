package com.example.kuayu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An extension is one package and one line; nothing else in the repository knows of it. */
class FootprintTest {
  private static final Path MAIN = Path.of("src", "main").toAbsolutePath();
  private static final Path SERVICES = MAIN.resolve(Path.of("resources", "META-INF", "services"));
  private static final Path PACKAGES = MAIN.resolve(Path.of("java", "com", "example", "kuayu"));

  @ParameterizedTest
  @CsvSource({
    "copurchase, io.kuayu.model.ModelFamily, CoPurchaseFamily",
    "hashing, io.kuayu.encoders.EncoderProvider, HashingEncoderProvider",
    "weblog, io.kuayu.corpus.source.SourceProvider, WebLogProvider"
  })
  void anExtensionIsOnePackageAndOneLine(String name, String service, String type)
      throws IOException {
    assertThat(SERVICES.resolve(service)).hasContent("com.example.kuayu." + name + "." + type);
    for (Path file : files(PACKAGES.resolve(name), ".java")) {
      String source = Files.readString(file);
      assertThat(source).contains("package com.example.kuayu." + name + ";");
      assertThat(source).doesNotContain("import com.example");
    }
  }

  @Test
  void nothingElseIsInThisModule() throws IOException {
    assertThat(files(SERVICES, "")).hasSize(3);
    try (Stream<Path> packages = Files.list(PACKAGES)) {
      assertThat(packages.map(folder -> String.valueOf(folder.getFileName())))
          .containsExactlyInAnyOrder("copurchase", "hashing", "weblog");
    }
    assertThat(files(MAIN, "")).hasSize(3 + files(PACKAGES, ".java").size());
  }

  /** No module's code, settings or services name an extension. */
  @Test
  void kuayuDoesNotKnowOfIt() throws IOException {
    Path root = Path.of("").toAbsolutePath().resolve("../..").normalize();
    assertThat(root.resolve("kuayu")).exists();
    List<String> names =
        List.of("com.example", "co-purchase", "CoPurchase", "HashingEncoder", "web-log", "WebLog");
    try (Stream<Path> modules = Files.list(root)) {
      for (Path module :
          modules.filter(folder -> Files.exists(folder.resolve("pom.xml"))).toList()) {
        Path source = module.resolve("src");
        for (Path file : Files.exists(source) ? files(source, "") : List.<Path>of()) {
          String text = Files.readString(file, StandardCharsets.ISO_8859_1);
          assertThat(names).as(file.toString()).noneMatch(text::contains);
        }
        assertThat(Files.readString(module.resolve("pom.xml"))).doesNotContain("example-extension");
      }
    }
  }

  private static List<Path> files(Path folder, String ending) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> file.toString().endsWith(ending))
          .toList();
    }
  }
}
