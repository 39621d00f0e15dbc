package io.kuayu.corpus.storage;

import io.kuayu.corpus.settings.PrivacySettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a corpus is made of.
 *
 * @param version of the layout of its files
 * @param fingerprint of settings and inputs: the same fingerprint, the same corpus
 * @param seed of the configuration
 * @param salt keeps what is hidden in this corpus from being compared with another one; empty where
 *     nothing is hidden
 * @param split {@code leave-one-out}, {@code time} or {@code column}
 * @param apart whether the order of events is known inside each domain alone; empty in older ones,
 *     where it never is
 * @param domains names in the order of their ordinals
 * @param types names of the types of events, in the order of their codes
 * @param users number of people with events, or of their names where domains have names of their
 *     own
 * @param items number of items
 * @param events number of events
 * @param counts for each domain its numbers: items, events, users, test, valid, …
 * @param textTemplate how the text form of an item was made
 * @param settings every choice
 * @param inputs the files that it was made of
 * @param sizes bytes of each of its own files
 */
public record CorpusManifest(
    int version,
    String fingerprint,
    long seed,
    Optional<String> salt,
    String split,
    Optional<Boolean> apart,
    List<String> domains,
    List<String> types,
    long users,
    long items,
    long events,
    Map<String, Map<String, Long>> counts,
    String textTemplate,
    Map<String, Object> settings,
    List<InputFile> inputs,
    Map<String, Long> sizes) {
  /** Whether its files name people in each domain by another name. */
  public boolean isPerDomain() {
    return settings.get("privacy") instanceof Map<?, ?> privacy
        && Boolean.TRUE.equals(privacy.get(PrivacySettings.PER_DOMAIN));
  }

  /** The layout that this release writes and reads. */
  public static final int VERSION = 1;

  public CorpusManifest {
    domains = List.copyOf(domains);
    types = List.copyOf(types);
    counts = new LinkedHashMap<>(counts);
    settings = new LinkedHashMap<>(settings);
    inputs = List.copyOf(inputs);
    sizes = new LinkedHashMap<>(sizes);
  }
}
