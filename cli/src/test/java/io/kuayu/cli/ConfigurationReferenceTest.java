package io.kuayu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.application.settings.ConfigFile;
import io.kuayu.application.settings.Configuration;
import io.kuayu.core.settings.SettingKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The reference of the configuration says what the code reads. Rows are written anew, with the
 * meanings that they have, by {@code -Dkuayu.reference=write}.
 */
class ConfigurationReferenceTest {
  private static final Path REFERENCE = Path.of("../docs/configuration.md");
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `([^`]+)` \\| ([^|]*) \\| ([^|]*) \\| ([^|]*) \\| (.*?) \\|$");

  /** Some keys are read only where others have certain values: together these read every key. */
  private static final List<String> SAMPLES =
      List.of(
          """
          domains:
            DOMAIN:
              items: { path: items.csv, header: true }
              events: [ { path: events.csv, header: true } ]
          users: { path: users.csv, person: who, header: true, DOMAIN: who }
          friends: { path: friends.csv, user: who, friend: whom, header: true }
          split: { by: time, test: 2014-01-01 }
          privacy: { pseudonyms: true, consent: {}, retention: { TYPE: 3 } }
          server: { jwt: { issuer: a, audience: b, keys: "https://x/", roles: { TEXT: [reader] } } }
          models: { recency: { epsilon: 1 } }
          """,
          """
          domains: { DOMAIN: { events: [ { path: events.csv } ] } }
          split: { by: column, column: part }
          privacy: { pseudonyms: true, per-domain: true }
          models: { transformer: { privacy: { epsilon: 1 } }, towers: { privacy: { epsilon: 1 } } }
          """,
          """
          split: { by: user }
          domains:
            DOMAIN:
              items: { source: jdbc, url: "jdbc:sqlite:shop.db", query: SELECT 1 }
              events: [ { source: jdbc, url: "jdbc:sqlite:shop.db", query: SELECT 1 } ]
          """);

  /** What depends on the machine. */
  private static final Map<String, String> DEFAULTS =
      Map.of("threads", "number of processors", "import.threads", "number of processors");

  @TempDir Path folder = Path.of(".");

  @Test
  void everyKeyIsDocumentedAsItIsRead() throws IOException {
    Map<String, SettingKey> read = read();
    String reference = Files.readString(REFERENCE);
    if ("write".equals(System.getProperty("kuayu.reference"))) {
      Files.writeString(REFERENCE, written(reference, read));
      reference = Files.readString(REFERENCE);
    }
    Map<String, String> rows = new LinkedHashMap<>();
    Matcher row = ROW.matcher(reference);
    while (row.find()) {
      assertThat(rows.put(row.group(1), row.group())).as("twice: " + row.group(1)).isNull();
      assertThat(row.group(5)).as("meaning of " + row.group(1)).isNotBlank();
    }
    for (SettingKey key : read.values()) {
      assertThat(rows.getOrDefault(key.path(), ""))
          .as("row of " + key.path())
          .startsWith(row(key, ""));
    }
    assertThat(rows.keySet()).as("rows without a key").isSubsetOf(read.keySet());
  }

  @Test
  void theExampleIsAConfiguration() throws IOException {
    Matcher example = Pattern.compile("(?s)```yaml\n(.*?)```").matcher(Files.readString(REFERENCE));
    assertThat(example.find()).isTrue();
    Path file = Files.writeString(folder.resolve("kuayu.yaml"), example.group(1));

    Configuration configuration = Configuration.read(ConfigFile.open(file, List.of(), Map.of()));

    assertThat(configuration.corpus().domainNames()).containsExactly("food", "kitchen");
  }

  /** A key that is read only under some condition must be in one of the samples. */
  @Test
  void samplesReadEveryKeyOfTheSources() throws IOException {
    List<String> last =
        read().keySet().stream()
            .flatMap(path -> Stream.of(path.split("[.]|\\[]", -1)))
            .distinct()
            .toList();
    Pattern reading =
        Pattern.compile(
            "(?:root|block|options|settings|server|privacy|models)\\s*[.]"
                + "(?:text|whole|decimal|decimals|flag|choice|texts|required)\\(\\s*\"([a-z-]+)\"");
    List<String> literals = new ArrayList<>();
    for (String module :
        List.of(
            "application",
            "corpus",
            "encoders",
            "model-api",
            "models",
            "privacy",
            "storage",
            "training")) {
      try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "main", "java"))) {
        for (Path file : files.filter(one -> one.toString().endsWith(".java")).toList()) {
          reading.matcher(Files.readString(file)).results().forEach(m -> literals.add(m.group(1)));
        }
      }
    }
    assertThat(literals).hasSizeGreaterThan(100);
    assertThat(last).containsAll(literals);
  }

  private Map<String, SettingKey> read() throws IOException {
    Map<String, SettingKey> read = new LinkedHashMap<>();
    for (String sample : SAMPLES) {
      Path file = Files.writeString(folder.resolve("kuayu.yaml"), sample);
      List<SettingKey> keys =
          ConfigFile.open(file, List.of(), Map.of())
              .read(
                  settings -> {
                    var _ = Configuration.read(settings, folder);
                    return settings.keysRead();
                  });
      for (SettingKey key : keys) {
        String path = key.path().replaceAll("\\[[0-9]+]", "[]");
        String defaultValue = DEFAULTS.getOrDefault(path, key.defaultValue());
        read.putIfAbsent(path, new SettingKey(path, key.type(), defaultValue, key.allowed()));
      }
    }
    return read;
  }

  private static String row(SettingKey key, String meaning) {
    return "| `%s` | %s | %s | %s | %s"
        .formatted(key.path(), key.type(), key.defaultValue(), key.allowed(), meaning);
  }

  /** The sections as they are, with the rows that belong into them. */
  private static String written(String reference, Map<String, SettingKey> read) {
    Map<String, String> meanings =
        ROW.matcher(reference)
            .results()
            .collect(Collectors.toMap(row -> row.group(1), row -> row.group(5), (a, b) -> a));
    Map<String, List<SettingKey>> sections = new LinkedHashMap<>();
    for (SettingKey key : read.values()) {
      sections.computeIfAbsent(section(key.path()), _ -> new ArrayList<>()).add(key);
    }
    StringBuilder text = new StringBuilder(reference.replaceAll("(?s)\n## .*", "\n"));
    for (Map.Entry<String, List<SettingKey>> section : sections.entrySet()) {
      String heading = "## " + section.getKey() + "\n";
      int begin = reference.indexOf("\n" + heading);
      String old = begin < 0 ? "\n" + heading : reference.substring(begin);
      int end = old.indexOf("\n## ", 1);
      String introduction = (end < 0 ? old : old.substring(0, end)).replaceAll("(?m)^\\|.*\n?", "");
      text.append(introduction.stripTrailing())
          .append("\n\n| key | type | default | allowed | meaning |\n|---|---|---|---|---|\n");
      for (SettingKey key : section.getValue()) {
        text.append(row(key, meanings.getOrDefault(key.path(), ""))).append(" |\n");
      }
    }
    return text.toString();
  }

  private static String section(String path) {
    String[] parts = path.split("[.]", -1);
    return parts.length == 1
        ? "Root keys"
        : parts[0].equals("models") ? "Model: " + parts[1] : "Block: " + parts[0];
  }
}
