package io.kuayu.corpus.storage;

import io.kuayu.corpus.settings.CorpusSettings;
import io.kuayu.corpus.settings.FriendSettings;
import io.kuayu.corpus.settings.PrivacySettings;
import io.kuayu.corpus.source.RowSource;
import io.kuayu.corpus.source.SourceState;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a corpus is made of.
 *
 * @param version of the layout of its files
 * @param fingerprint of its rows: the same fingerprint, the same corpus
 * @param seed of the configuration
 * @param salt keeps what is hidden in this corpus from being compared with another one; empty where
 *     nothing is hidden
 * @param split {@code leave-one-out}, {@code time} or {@code column}
 * @param apart whether the order of events is known inside each domain only; empty in older ones,
 *     where it never is
 * @param domains names in the order of their ordinals
 * @param types names of the types of events, in the order of their codes
 * @param users number of users with events, or of their names where domains have names of their own
 * @param items number of items
 * @param events number of events
 * @param counts for each domain its numbers: items, events, users, test, valid, …
 * @param textTemplate how the text form of an item was made
 * @param settings every choice
 * @param inputs the state of each source that it was made of
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
    List<SourceState> inputs,
    Map<String, Long> sizes) {
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

  /** The manifest of the same corpus after users were removed. */
  public CorpusManifest withCounts(
      long otherUsers,
      long otherEvents,
      Map<String, Map<String, Long>> otherCounts,
      Map<String, Long> otherSizes) {
    return new CorpusManifest(
        version,
        fingerprint,
        seed,
        salt,
        split,
        apart,
        domains,
        types,
        otherUsers,
        items,
        otherEvents,
        otherCounts,
        textTemplate,
        settings,
        inputs,
        otherSizes);
  }

  /** Whether a preparation with these settings and the present sources would change nothing. */
  public boolean isCurrent(CorpusSettings wanted) {
    List<RowSource> sources = wanted.sources();
    Map<String, String> names = new HashMap<>();
    sources.forEach(source -> names.put(source.description(), source.name()));
    if (!canonical(comparable(settings, names))
            .equals(canonical(comparable(wanted.described(), names)))
        || sources.size() != inputs.size()) {
      return false;
    }
    for (int index = 0; index < sources.size(); index++) {
      if (!inputs.get(index).isStateOf(sources.get(index))) {
        return false;
      }
    }
    return true;
  }

  /**
   * Settings as they are compared. Manifests of older releases name files by their full paths, and
   * a key even where users keep their ids.
   *
   * @param names of sources by their full paths
   */
  private static Map<String, Object> comparable(Map<?, ?> settings, Map<String, String> names) {
    Map<String, Object> comparable = new LinkedHashMap<>();
    settings.forEach((key, value) -> comparable.put(String.valueOf(key), comparable(value, names)));
    if (Boolean.FALSE.equals(comparable.get(PrivacySettings.PSEUDONYMS))) {
      comparable.remove(PrivacySettings.FINGERPRINT);
    }
    return comparable;
  }

  private static Object comparable(Object value, Map<String, String> names) {
    return switch (value) {
      case Map<?, ?> block -> comparable(block, names);
      case List<?> list -> list.stream().map(entry -> comparable(entry, names)).toList();
      case String text -> names.getOrDefault(text, text);
      default -> value;
    };
  }

  private static String canonical(Map<String, Object> settings) {
    return JsonMapper.shared().writeValueAsString(settings);
  }

  /** Whether its files name users in each domain by another name. */
  public boolean isPerDomain() {
    return settings.get("privacy") instanceof Map<?, ?> privacy
        && Boolean.TRUE.equals(privacy.get(PrivacySettings.PER_DOMAIN));
  }

  /** So many friends must have taken an item before it is told; empty where there are no ties. */
  public OptionalInt minFriends() {
    return settings.get(FriendSettings.KEY) instanceof Map<?, ?> friends
            && friends.get(FriendSettings.MIN_PEOPLE) instanceof Integer people
        ? OptionalInt.of(people)
        : OptionalInt.empty();
  }

  /** The fingerprint of the key that users were named with; empty where they keep their ids. */
  public Optional<String> keyFingerprint() {
    return settings.get("privacy") instanceof Map<?, ?> privacy
            && Boolean.TRUE.equals(privacy.get(PrivacySettings.PSEUDONYMS))
            && privacy.get(PrivacySettings.FINGERPRINT) instanceof String fingerprint
        ? Optional.of(fingerprint)
        : Optional.empty();
  }
}
