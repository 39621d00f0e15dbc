package io.kuayu.corpus.settings;

import io.kuayu.core.settings.NameSuggestion;
import io.kuayu.core.settings.Settings;
import io.kuayu.corpus.clean.CleanSettings;
import io.kuayu.corpus.database.ResourceLimits;
import io.kuayu.corpus.format.FileSource;
import io.kuayu.corpus.source.RowSource;
import io.kuayu.corpus.source.SourceFolders;
import io.kuayu.corpus.source.SourceReference;
import io.kuayu.corpus.split.ByUser;
import io.kuayu.corpus.split.SplitStrategy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The part of the configuration that concerns the data.
 *
 * @param seed of the order of items, users and ties
 * @param domains in the order in which they are written
 * @param users who is who, where domains name users differently
 * @param split which events are for training, validation and test
 * @param clean what is done about bad rows
 * @param strict whether a bad row ends the preparation
 * @param skipBadRows whether a preparation goes on however many rows cannot be used
 * @param resources limits of memory and threads
 * @param privacy how users are named and protected
 * @param friends who is whose friend, where a source tells it
 */
public record CorpusSettings(
    long seed,
    List<DomainSettings> domains,
    Optional<UserMappingSettings> users,
    SplitStrategy split,
    CleanSettings clean,
    boolean strict,
    boolean skipBadRows,
    ResourceLimits resources,
    PrivacySettings privacy,
    Optional<FriendSettings> friends) {
  /** The key of {@link #skipBadRows}. */
  public static final String SKIP_BAD_ROWS = "skip-bad-rows";

  private static final Set<Character> SEPARATORS = Set.of(':', ',', '/', '\\');

  public CorpusSettings {
    domains = List.copyOf(domains);
  }

  /**
   * Reads the root keys {@code workdir}, {@code seed}, {@code domains}, {@code only}, {@code
   * order}, {@code split}, {@code clean}, {@code users}, {@code friends}, {@code strict}, {@code
   * skip-bad-rows}, {@code privacy} and {@code import}. Problems stay in the settings, for the
   * caller to {@link Settings#check}.
   *
   * @param base the folder at which relative paths start
   */
  public static CorpusSettings read(Settings root, Path base) {
    Optional<ColumnReference> order = ColumnReference.read(root, "order");
    Settings block = root.at("domains").anyKey();
    SourceFolders folders =
        new SourceFolders(base, base.resolve(root.text("workdir", "work")).normalize());
    List<DomainSettings> domains = new ArrayList<>();
    for (String name : block.keys()) {
      if (name.isBlank() || name.chars().anyMatch(c -> SEPARATORS.contains((char) c) || c < ' ')) {
        block.problem(name, "is no name of a domain", "avoid colons, commas and slashes in it");
      }
      domains.add(DomainSettings.read(name, block.at(name), folders, order));
    }
    if (domains.isEmpty()) {
      root.problem("domains", "names no domain", "write a block with one entry per domain");
    }
    Settings work = root.at("import");
    List<String> names = domains.stream().map(DomainSettings::name).toList();
    CorpusSettings read =
        new CorpusSettings(
            root.whole("seed", 42L),
            only(root, domains),
            UserMappingSettings.read(root, base, names),
            SplitStrategy.read(root.at("split")),
            CleanSettings.read(root.at("clean")),
            root.flag("strict", false),
            skipBadRows(root),
            new ResourceLimits(
                work.whole("memory-mb", ResourceLimits.DEFAULT.memoryMegabytes(), 200, 1_000_000),
                work.whole("threads", ResourceLimits.DEFAULT.threads(), 1, 1_024)),
            PrivacySettings.read(root, base, names),
            FriendSettings.read(root, folders));
    if (read.privacy.perDomain() && read.friends.isPresent()) {
      root.problem(
          FriendSettings.KEY,
          "tells who knows whom in all domains, which 'privacy.per-domain' keeps apart",
          "leave one of the two out");
    }
    if (read.privacy.perDomain() && read.split instanceof ByUser) {
      // Who has another name in each domain would be learnt from in one and asked about in another.
      root.at("split")
          .problem(
              "by",
              "is 'user', and 'privacy.per-domain' gives users a name in each domain",
              "measure with 'per-domain: false', or split by leave-one-out or time");
    }
    return read;
  }

  private static boolean skipBadRows(Settings root) {
    boolean skip = root.flag(SKIP_BAD_ROWS, false);
    if (skip && root.flag("strict", false)) {
      root.problem(
          SKIP_BAD_ROWS, "leaves bad rows out, and 'strict' stops at them", "set one of the two");
    }
    return skip;
  }

  /** Whether items name files of images or sounds. */
  public boolean hasMedia() {
    return domains.stream()
        .anyMatch(domain -> domain.items().filter(items -> items.media().areNamed()).isPresent());
  }

  /** Whether items come with vectors. */
  public boolean hasVectors() {
    return domains.stream()
        .anyMatch(domain -> domain.items().filter(items -> items.vectors().areNamed()).isPresent());
  }

  /** Names of the domains, in their order. */
  public List<String> domainNames() {
    return domains.stream().map(DomainSettings::name).toList();
  }

  /** Every source, in the order of the configuration; a file that is named twice comes once. */
  public List<RowSource> sources() {
    Map<Object, RowSource> sources = new LinkedHashMap<>();
    users.ifPresent(mapping -> add(sources, mapping.source()));
    for (DomainSettings domain : domains) {
      domain.items().ifPresent(items -> add(sources, items.source()));
      domain.events().forEach(events -> add(sources, events.source()));
    }
    friends.ifPresent(ties -> add(sources, ties.source()));
    return List.copyOf(sources.values());
  }

  private static void add(Map<Object, RowSource> sources, SourceReference<?> reference) {
    Object key = reference.source() instanceof FileSource file ? file.path() : reference.place();
    sources.putIfAbsent(key, reference.source());
  }

  /** Every choice that shapes the outcome, for manifests and to see whether a corpus is current. */
  public Map<String, Object> described() {
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("seed", seed);
    domains.forEach(domain -> described.put("domain " + domain.name(), domain.described()));
    users.ifPresent(mapping -> described.put("users", mapping.described()));
    friends.ifPresent(ties -> described.put(FriendSettings.KEY, ties.described()));
    described.put("split", split.described());
    described.put("clean", clean.described());
    described.put("strict", strict);
    described.put("privacy", privacy.described());
    return described;
  }

  private static List<DomainSettings> only(Settings root, List<DomainSettings> domains) {
    List<String> names = domains.stream().map(DomainSettings::name).toList();
    List<String> only = root.texts("only", names);
    for (String name : only) {
      if (!names.contains(name)) {
        root.problem(
            "only",
            "names '" + name + "', which is no domain",
            NameSuggestion.to(name, names)
                .map(near -> "did you mean '" + near + "'?")
                .orElse("choose among " + String.join(", ", names)));
      }
    }
    return domains.stream().filter(domain -> only.contains(domain.name())).toList();
  }
}
