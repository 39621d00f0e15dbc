package io.kuayu.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.StringReader;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an application gets with the starter, and what it can find out about it. */
class StarterContentTest {
  /** Every library of the starter; another one is a decision, not an accident. */
  private static final Pattern LIBRARIES =
      Pattern.compile(
          "(commons-(codec|lang3|logging|text)|ejml-(core|ddense)|hardwood-core|jackson-[a-z]+"
              + "|jspecify|lucene-core|slf4j-(api|jdk-platform-logging)|zstd-jni"
              + "|spring-(aop|beans|context|core|expression)|spring-boot(-[a-z]+)*"
              + "|logback-(classic|core)|log4j-(api|to-slf4j)|jul-to-slf4j"
              + "|jakarta.annotation-api|snakeyaml|micrometer-[a-z0-9]+|HdrHistogram|LatencyUtils)"
              + "-\\d.*\\.jar");

  private static final Pattern MODULES =
      Pattern.compile("(kuayu-)?(core|privacy|model-api|encoders|models|engine)(-\\d.*\\.jar)?");

  /** What its sources may import. */
  private static final Pattern KNOWN =
      Pattern.compile(
          "import (java|io\\.kuayu\\.(core|model|engine)|org\\.springframework"
              + "|io\\.micrometer\\.core|org\\.jspecify)\\.");

  @Test
  void bringsNothingOfTrainingStorageOrTheServer() throws IOException {
    String file = System.getProperty("kuayu.libraries");
    assumeTrue(file != null, "Maven writes the class path of the starter");
    String[] entries = Files.readString(Path.of(file)).strip().split(File.pathSeparator);
    assertThat(entries).hasSizeGreaterThan(20);
    assertThat(entries)
        .allSatisfy(
            entry -> {
              String name = entry.replaceFirst("/target/classes$", "").replaceFirst("^.*/", "");
              assertThat(LIBRARIES.matcher(name).matches() || MODULES.matcher(name).matches())
                  .as(entry)
                  .isTrue();
            });
  }

  @Test
  void knowsTheEngineAndNothingBelowIt() throws IOException {
    List<String> imports = new ArrayList<>();
    try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
      for (Path source : sources.filter(file -> file.toString().endsWith(".java")).toList()) {
        Files.readString(source)
            .lines()
            .filter(line -> line.startsWith("import "))
            .forEach(imports::add);
      }
    }
    assertThat(imports)
        .hasSizeGreaterThan(20)
        .allSatisfy(line -> assertThat(line).containsPattern(KNOWN));
  }

  /** As an editor completes them, and as the documentation lists them. */
  @Test
  void everyPropertyIsDescribed() throws Exception {
    List<String> properties =
        Arrays.stream(KuayuProperties.class.getRecordComponents())
            .map(RecordComponent::getName)
            .map(name -> "kuayu." + name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT))
            .toList();
    assertThat(properties).contains("kuayu.bundle", "kuayu.reload-interval");
    assertThat(Files.readString(Path.of("../docs/spring-boot.md")))
        .contains(properties.stream().map(name -> "`" + name + "`").toList());
    assertThat(settingsOfThePage()).isNotEmpty().isSubsetOf(Set.copyOf(properties));
    Path classes =
        Path.of(KuayuProperties.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path metadata = classes.resolve("META-INF/spring-configuration-metadata.json");
    assumeTrue(Files.exists(metadata), "the annotation processor of Spring Boot writes it");
    JsonNode described = JsonMapper.shared().readTree(metadata).path("properties");
    assertThat(stream(described).map(property -> property.path("name").asString()))
        .containsExactlyInAnyOrderElementsOf(properties);
    assertThat(stream(described))
        .allSatisfy(
            property ->
                assertThat(property.path("description").asString(""))
                    .as("%s", property)
                    .isNotBlank());
  }

  /** The keys in the blocks of properties of the documentation. */
  private static Set<Object> settingsOfThePage() throws IOException {
    Properties settings = new Properties();
    Matcher block =
        Pattern.compile("(?s)```properties\n(.*?)```")
            .matcher(Files.readString(Path.of("../docs/spring-boot.md")));
    while (block.find()) {
      settings.load(new StringReader(block.group(1)));
    }
    return settings.keySet();
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
