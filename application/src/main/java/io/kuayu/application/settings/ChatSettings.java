package io.kuayu.application.settings;

import io.kuayu.core.KuayuException;
import io.kuayu.core.settings.Settings;
import io.kuayu.engine.explain.ChatEndpoint;
import io.kuayu.engine.explain.ExplanationLanguage;
import io.kuayu.privacy.key.SecretFile;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The chat model that words explanations.
 *
 * @param endpoint where it answers, and how long a call may take
 * @param language of its texts; empty for that of the explained item
 * @param timeout how long somebody who asks waits for it
 * @param maxConcurrent calls that run at one time
 * @param items of a list that are explained
 */
public record ChatSettings(
    ChatEndpoint endpoint,
    Optional<ExplanationLanguage> language,
    Duration timeout,
    int maxConcurrent,
    int items) {
  /** Where Ollama listens; this machine alone. */
  public static final String URL = "http://127.0.0.1:11434/v1";

  private static final double TIMEOUT = 2;
  private static final double CALL_TIMEOUT = 20;
  private static final double MIN_SECONDS = .01;
  private static final double MAX_SECONDS = 600;
  private static final int MAX_CONCURRENT = 4;
  private static final int ITEMS = 3;
  private static final int MILLISECONDS = 1_000;

  /** The language of a text. */
  private enum Language {
    AUTO,
    EN,
    ZH
  }

  /**
   * Reads the block {@code explain.chat}; empty where nothing is set there.
   *
   * @param folder where relative paths start
   */
  public static Optional<ChatSettings> read(Settings block, Path folder) {
    boolean isSet = !block.keys().isEmpty();
    String url = block.text("url", URL);
    String model = block.text("model", "");
    String key = block.text("key", "");
    String keyFile = block.text("key-file", "");
    Language language = block.choice("language", Language.AUTO);
    Duration timeout = seconds(block, "timeout", TIMEOUT);
    Duration callTimeout = seconds(block, "call-timeout", CALL_TIMEOUT);
    int concurrent = block.whole("max-concurrent", MAX_CONCURRENT, 1, 1_000);
    int items = block.whole("items", ITEMS, 0, 100);
    if (!isSet) {
      return Optional.empty();
    }
    if (model.isBlank()) {
      block.problem("model", "is not set", "name the chat model, as its server calls it");
    }
    if (!key.isEmpty() && !keyFile.isEmpty()) {
      block.problem("key-file", "is set beside key", "keep one of them");
    }
    String secret = keyFile.isEmpty() ? key : secret(block, folder.resolve(keyFile).normalize());
    return Optional.of(
        new ChatSettings(
            new ChatEndpoint(address(block, url), model, secret, callTimeout),
            switch (language) {
              case AUTO -> Optional.empty();
              case EN -> Optional.of(ExplanationLanguage.ENGLISH);
              case ZH -> Optional.of(ExplanationLanguage.CHINESE);
            },
            timeout,
            concurrent,
            items));
  }

  private static Duration seconds(Settings block, String key, double defaultValue) {
    return Duration.ofMillis(
        Math.round(MILLISECONDS * block.decimal(key, defaultValue, MIN_SECONDS, MAX_SECONDS)));
  }

  private static String secret(Settings block, Path file) {
    try {
      List<String> lines = new SecretFile(file).lines();
      if (lines.size() == 1 && !lines.getFirst().isBlank()) {
        return lines.getFirst().strip();
      }
      block.problem(
          "key-file", "names " + file + ", which does not hold one line", "write the key");
    } catch (KuayuException e) {
      block.problem("key-file", String.valueOf(e.getMessage()), e.remedy());
    }
    return "";
  }

  private static URI address(Settings block, String url) {
    try {
      URI address = URI.create(url);
      String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
      String host = address.getHost();
      if (host == null || address.getRawUserInfo() != null || address.getRawQuery() != null) {
        block.problem("url", "is no plain address", "write http://HOST:PORT/v1, without a key");
      } else if (!scheme.equals("https") && !(scheme.equals("http") && isLoopback(host))) {
        block.problem("url", "would send facts and key unencrypted", "use https");
      }
      return address;
    } catch (IllegalArgumentException e) {
      block.problem("url", "is no address", "write http://HOST:PORT/v1");
      return URI.create(URL);
    }
  }

  /** Whether a literal address, or the name localhost, is of this machine. */
  private static boolean isLoopback(String host) {
    if (host.equals("localhost")) {
      return true;
    }
    try {
      return InetAddress.ofLiteral(host).isLoopbackAddress();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** What is in force, by the names of the configuration; without the key. */
  public Map<String, Object> described() {
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("url", endpoint.url().toString());
    described.put("model", endpoint.model());
    described.put("key", endpoint.key().isEmpty() ? "(none)" : "(given)");
    described.put(
        "language",
        language
            .map(some -> some == ExplanationLanguage.CHINESE ? Language.ZH : Language.EN)
            .orElse(Language.AUTO)
            .name()
            .toLowerCase(Locale.ROOT));
    described.put("timeout", timeout.toMillis() / (double) MILLISECONDS);
    described.put("call-timeout", endpoint.timeout().toMillis() / (double) MILLISECONDS);
    described.put("max-concurrent", maxConcurrent);
    described.put("items", items);
    return described;
  }
}
