package io.kuayu.corpus.settings;

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
 * How users are named wherever Kuayu stores something, and what may be done with their events.
 *
 * @param pseudonyms whether ids are replaced by keyed hashes
 * @param perDomain whether users have another name in each domain
 * @param key where the key of these names is
 * @param links the file of the linking table: which names in domains belong to one user
 * @param domains every domain of the configuration
 * @param consent what holds for users who have not decided
 * @param retention how long events are kept
 * @param minUserSupport how many users a segment must have to appear in a report
 */
public record PrivacySettings(
    boolean pseudonyms,
    boolean perDomain,
    KeySource key,
    Path links,
    List<String> domains,
    ConsentPolicy consent,
    RetentionPolicy retention,
    int minUserSupport) {
  public static final String PSEUDONYMS = "pseudonyms";
  public static final String PER_DOMAIN = "per-domain";
  public static final String FINGERPRINT = "key";
  private static final int DEFAULT_MIN_USER_SUPPORT = 5;
  private static final int MAX_MIN_USER_SUPPORT = 1_000_000;
  private static final String DEFAULT_KEY = "kuayu.key";
  private static final String DEFAULT_LINKS = "kuayu.links";

  public PrivacySettings {
    domains = List.copyOf(domains);
  }

  static PrivacySettings read(Settings root, Path base, List<String> domains) {
    Settings block = root.at("privacy");
    boolean pseudonyms = block.flag(PSEUDONYMS, false);
    boolean perDomain = block.flag(PER_DOMAIN, false);
    if (perDomain && !pseudonyms) {
      block.problem(
          PER_DOMAIN,
          "gives people a pseudonym for each domain, and pseudonyms are off",
          "set 'pseudonyms: true' beside it, or leave it out");
    }
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
    Path links = base.resolve(block.text("links", DEFAULT_LINKS)).normalize();
    if (links.startsWith(workdir)) {
      block.problem(
          "links",
          "lies in the work folder, beside the names that it connects",
          "name a place outside of 'workdir'");
    }
    return new PrivacySettings(
        pseudonyms,
        pseudonyms && perDomain,
        source,
        links,
        domains,
        ConsentPolicy.read(block),
        RetentionPolicy.read(block.at("retention")),
        block.whole("least-people", DEFAULT_MIN_USER_SUPPORT, 1, MAX_MIN_USER_SUPPORT));
  }

  /** The names of users; where pseudonyms are on, the key is made on first use. */
  public Pseudonyms names() {
    return pseudonyms ? Pseudonyms.of(key.keys(), domains, perDomain) : Pseudonyms.NONE;
  }

  /** Makes no key. */
  Map<String, Object> described() {
    Map<String, Object> described = new TreeMap<>(Map.of(PSEUDONYMS, pseudonyms));
    if (pseudonyms) {
      List<String> fingerprints = key.exists() ? names().fingerprints() : List.of("none yet");
      described.put(FINGERPRINT, fingerprints.getLast());
    }
    if (perDomain) {
      described.put(PER_DOMAIN, true);
    }
    if (retention.limits()) {
      described.put("retention", retention.describe());
    }
    return described;
  }
}
