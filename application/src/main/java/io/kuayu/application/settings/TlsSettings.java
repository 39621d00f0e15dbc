package io.kuayu.application.settings;

import io.kuayu.core.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The certificate with which a server speaks HTTPS.
 *
 * @param certificate a PEM file of the server's certificate and the intermediate ones behind it
 * @param key the private key (PKCS#8): a PEM file, or the PEM text itself
 */
public record TlsSettings(Path certificate, String key) {
  private static final String PEM = "-----BEGIN";

  /**
   * Reads the block {@code server.tls}; empty where nothing is set there.
   *
   * @param folder where relative paths start
   */
  public static Optional<TlsSettings> read(Settings block, Path folder) {
    boolean isSet = !block.keys().isEmpty();
    String certificate = block.text("certificate", "");
    String key = block.text("key", "");
    if (!isSet) {
      return Optional.empty();
    }
    Path file = file(block, "certificate", certificate, folder);
    return Optional.of(
        new TlsSettings(
            file, isPem(key) ? key.strip() : file(block, "key", key, folder).toString()));
  }

  private static Path file(Settings block, String name, String value, Path folder) {
    Path file = folder.resolve(value).normalize();
    if (value.isEmpty()) {
      block.problem(name, "is not set", "name a PEM file");
    } else if (!Files.isReadable(file)) {
      block.problem(name, "names " + file + ", which cannot be read", "name a PEM file");
    }
    return file;
  }

  /** The file of the private key; empty if the key itself is given. */
  public Optional<Path> keyFile() {
    return isPem(key) ? Optional.empty() : Optional.of(Path.of(key));
  }

  private static boolean isPem(String key) {
    return key.strip().startsWith(PEM);
  }

  /** What is in force, by the names of the configuration; without the key itself. */
  public Map<String, Object> described() {
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("certificate", certificate.toString());
    described.put("key", keyFile().map(Path::toString).orElse("(given)"));
    return described;
  }

  /** Leaves the key out. */
  @Override
  public String toString() {
    return "TlsSettings" + described();
  }
}
