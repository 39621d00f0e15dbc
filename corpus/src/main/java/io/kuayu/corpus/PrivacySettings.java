package io.kuayu.corpus;

import io.kuayu.core.KuayuException;
import io.kuayu.core.settings.Settings;
import io.kuayu.privacy.RetentionPolicy;
import io.kuayu.privacy.consent.ConsentPolicy;
import io.kuayu.privacy.key.KeyFile;
import io.kuayu.privacy.key.KeyReference;
import io.kuayu.privacy.key.KeySource;
import io.kuayu.privacy.pseudonym.Pseudonyms;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How people are named in the corpus and wherever Kuayu keeps something, and what may be done with
 * what they did.
 *
 * @param pseudonyms whether ids are replaced by keyed hashes
 * @param key where the key of these hashes is
 * @param consent what holds for people who have not decided
 * @param retention how long events are kept
 * @param leastPeople how many people a segment of a report must have to be told about
 */
public record PrivacySettings(
    boolean pseudonyms,
    KeySource key,
    ConsentPolicy consent,
    RetentionPolicy retention,
    int leastPeople) {
  static final String PSEUDONYMS = "pseudonyms";
  static final String FINGERPRINT = "key";
  private static final int LEAST_PEOPLE = 5;
  private static final int MOST_PEOPLE = 1_000_000;
  private static final String DEFAULT_KEY = "kuayu.key";

  static PrivacySettings read(Settings root, Path base) {
    Settings block = root.at("privacy");
    boolean pseudonyms = block.flag(PSEUDONYMS, false);
    String reference = block.text("key", DEFAULT_KEY);
    KeySource source = new KeyFile(base.resolve(DEFAULT_KEY));
    try {
      source = KeyReference.source(reference, base);
    } catch (KuayuException e) {
      block.problem("key", "names no key: " + e.getMessage(), e.remedy());
    }
    Path workdir = base.resolve(root.text("workdir", "work")).normalize();
    if (source instanceof KeyFile(Path file) && file.startsWith(workdir)) {
      block.problem(
          "key",
          "lies in the work folder, beside the data that it protects",
          "name a place outside of 'workdir'");
    }
    return new PrivacySettings(
        pseudonyms,
        source,
        ConsentPolicy.read(block),
        RetentionPolicy.read(block.at("retention")),
        block.whole("least-people", LEAST_PEOPLE, 1, MOST_PEOPLE));
  }

  /** The names of people; where pseudonyms are on, the key is made on first use. */
  public Pseudonyms names() {
    return pseudonyms ? Pseudonyms.of(key.keys()) : Pseudonyms.NONE;
  }

  /** Makes no key. */
  Map<String, Object> described() {
    Map<String, Object> described = new TreeMap<>(Map.of(PSEUDONYMS, pseudonyms));
    if (pseudonyms) {
      List<String> fingerprints = key.exists() ? names().fingerprints() : List.of("none yet");
      described.put(FINGERPRINT, fingerprints.getLast());
    }
    if (retention.limits()) {
      described.put("retention", retention.described());
    }
    return described;
  }
}
