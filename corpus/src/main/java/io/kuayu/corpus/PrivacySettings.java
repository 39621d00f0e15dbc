package io.kuayu.corpus;

import io.kuayu.core.settings.Settings;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * How people are named in the corpus.
 *
 * @param pseudonyms whether names shall be replaced by keyed hashes
 * @param key the file of the key
 */
record PrivacySettings(boolean pseudonyms, Path key) {
  static PrivacySettings read(Settings root, Path base) {
    Settings block = root.at("privacy");
    return new PrivacySettings(
        block.flag("pseudonyms", false), base.resolve(block.text("key", "kuayu.key")).normalize());
  }

  Map<String, Object> described() {
    return new TreeMap<>(Map.of("pseudonyms", pseudonyms, "key", key.toString()));
  }
}
