package io.kuayu.application.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kuayu.core.settings.SettingProblem;
import io.kuayu.core.settings.SettingsException;
import io.kuayu.engine.explain.ExplanationLanguage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The block {@code explain.chat} of a configuration. */
class ChatSettingsTest {
  @TempDir Path folder = Path.of(".");

  @Test
  void isOffUnlessItIsSet() throws IOException {
    assertThat(read("", Map.of())).isEmpty();
  }

  @Test
  void asksThisMachineAloneUnlessAnotherOneIsNamed() throws IOException {
    ChatSettings chat = read("explain: { chat: { model: small } }", Map.of()).orElseThrow();
    assertThat(chat.endpoint().url()).isEqualTo(URI.create("http://127.0.0.1:11434/v1"));
    assertThat(chat.endpoint().model()).isEqualTo("small");
    assertThat(chat.endpoint().key()).isEmpty();
    assertThat(chat.language()).isEmpty();
    assertThat(chat.timeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(read("", Map.of("KUAYU_EXPLAIN_CHAT_MODEL", "small"))).contains(chat);
  }

  @Test
  void everythingCanBeSetAndTheKeyIsNotShown() throws IOException {
    ChatSettings chat =
        read(
                """
                explain:
                  chat: { url: "https://models.example/v1", model: large, key: "${MODEL_KEY}",
                          language: zh, timeout: 1.5, call-timeout: 9, max-concurrent: 2, items: 0 }
                """,
                Map.of("MODEL_KEY", "hush-hush"))
            .orElseThrow();
    assertThat(chat.endpoint().key()).isEqualTo("hush-hush");
    assertThat(chat.language()).contains(ExplanationLanguage.CHINESE);
    assertThat(chat.toString() + chat.described()).doesNotContain("hush").contains("large");
    assertThat(chat.described())
        .containsEntry("url", "https://models.example/v1")
        .containsEntry("key", "(given)")
        .containsEntry("language", "zh")
        .containsEntry("timeout", 1.5)
        .containsEntry("call-timeout", 9.0)
        .containsEntry("max-concurrent", 2)
        .containsEntry("items", 0);
  }

  @Test
  void theKeyMayBeInAFileForItsOwnerAlone() throws IOException {
    Path file = Files.writeString(folder.resolve("model.key"), "hush-hush\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    String text = "explain: { chat: { model: small, key-file: model.key } }";
    assertThat(read(text, Map.of()).orElseThrow().endpoint().key()).isEqualTo("hush-hush");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(problems(text)).containsExactly("explain.chat.key-file");
    Files.delete(file);
    assertThat(problems(text)).containsExactly("explain.chat.key-file");
  }

  @Test
  void whatIsWrongIsTold() {
    assertThat(problems("explain: { chat: { timeout: 1 } }")).containsExactly("explain.chat.model");
    assertThat(problems("explain: { chat: { model: a, key: b, key-file: c } }"))
        .contains("explain.chat.key-file");
    assertThat(problems("explain: { chat: { model: a, language: de } }"))
        .containsExactly("explain.chat.language");
    for (String url :
        List.of(
            "http://models.example/v1",
            "http://127.0.0.1.example/v1",
            "http://localhost.example/v1",
            "http://10.0.0.1/v1",
            "ftp://127.0.0.1/v1",
            "127.0.0.1:80",
            "https://key@models.example/v1",
            "https://models.example/v1?key=b",
            "not an address")) {
      assertThat(problems("explain: { chat: { model: a, url: \"" + url + "\" } }"))
          .as(url)
          .containsExactly("explain.chat.url");
    }
  }

  @Test
  void everyAddressOfThisMachineMayBePlain() throws IOException {
    for (String url :
        List.of("http://localhost:1/v1", "http://127.0.0.9/v1", "http://[::1]:8/v1")) {
      assertThat(read("explain: { chat: { model: a, url: \"" + url + "\" } }", Map.of()))
          .as(url)
          .isPresent();
    }
  }

  private List<String> problems(String text) {
    SettingsException failure =
        catchThrowableOfType(SettingsException.class, () -> read(text, Map.of()));
    assertThat(failure).as(text).isNotNull();
    return failure.problems().stream()
        .map(SettingProblem::where)
        .map(where -> where.replaceFirst(".* ", ""))
        .distinct()
        .toList();
  }

  private Optional<ChatSettings> read(String text, Map<String, String> environment)
      throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("kuayu.yaml"),
            "domains: { shop: { events: { path: events.csv } } }\n" + text);
    return Configuration.read(ConfigFile.open(file, List.of(), environment)).chat();
  }
}
