package io.kuayu.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kuayu.core.Interactions;
import io.kuayu.core.Progress;
import io.kuayu.core.settings.SettingsException;
import io.kuayu.corpus.database.Database;
import io.kuayu.corpus.database.ResourceLimits;
import io.kuayu.corpus.database.Sql;
import io.kuayu.corpus.staging.ImportConsent;
import io.kuayu.privacy.link.LinkStore;
import io.kuayu.privacy.link.NoLinks;
import io.kuayu.privacy.pseudonym.Pseudonyms;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a name in each domain, files of real data join nobody, and the table joins all of it. */
final class DomainNamesTest {
  private static final Path DATA =
      Path.of("../../shared/data/amazon-food-kitchen").toAbsolutePath().normalize();
  private static final List<String> DOMAINS = List.of("Food", "Kitchen");

  private static final String SLICE = "CAST(user_id AS INTEGER) % 5 = 0";

  /** Splits of which every part, some and no part follows from a person's whole timeline. */
  private static final List<String> SPLITS = List.of("leave-one-out", "time", "column");

  @TempDir private Path folder;

  @Test
  void whoeverAllowsEverythingIsTheSamePersonWithTheSameEvents() throws IOException {
    assumeTrue(Files.isDirectory(DATA), "the data set is not here");
    for (String split : SPLITS) {
      Configuration plain = amazon("plain-" + split, split);
      Corpus expected = plain.corpus();
      Configuration apart = amazon("apart-" + split, split).with("privacy.per-domain", "true");
      useKeyOf(plain, apart);
      LinkStore links = new LinksInMemory();
      Corpus.prepare(apart.settings(), apart.workdir(), wishes(apart, links, 1), Progress.NONE);
      Corpus joined = opened(apart, links);
      assertThat(told(joined)).as(split).isEqualTo(told(expected));
      assertThat(joined.manifest().counts()).isEqualTo(expected.manifest().counts());
      // Once more, from the table alone: people can be joined and taken apart at any time.
      assertThat(opened(apart, NoLinks.INSTANCE).interactions().users())
          .isGreaterThan(expected.interactions().users());
    }
  }

  @Test
  void whatLiesInTheFilesJoinsNobodyAndTheTableOnlyWhoAllowsIt() throws IOException {
    assumeTrue(Files.isDirectory(DATA), "the data set is not here");
    Configuration apart = amazon("apart", "leave-one-out").with("privacy.per-domain", "true");
    LinkStore links = new LinksInMemory();
    Corpus.prepare(apart.settings(), apart.workdir(), wishes(apart, links, 2), Progress.NONE);
    Pseudonyms names = apart.settings().privacy().names();
    Map<String, List<String>> rows = rows(apart.workdir().resolve("corpus"));
    Set<String> ids = new HashSet<>(ids());
    assertThat(ids).hasSizeGreaterThan(1000);
    int both = 0;
    for (String id : ids) {
      List<String> food = rows.getOrDefault(names.in("Food", id), List.of());
      List<String> kitchen = rows.getOrDefault(names.in("Kitchen", id), List.of());
      both += food.isEmpty() || kitchen.isEmpty() ? 0 : 1;
      assertThat(Collections.disjoint(food, kitchen)).as(id).isTrue();
      assertThat(rows).doesNotContainKeys(id, names.person(id));
      Set<String> linked = links.of(names.person(id));
      assertThat(linked).hasSize(isLinked(names.person(id), 2) ? 2 : 0);
    }
    assertThat(both).isGreaterThan(300);
    // People stand in an order that is another one in each domain.
    assertThat(Math.abs(rankCorrelation(rows, names, ids))).isLessThan(0.2);
    try (Stream<Path> files = Files.walk(apart.workdir())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        assertThat(text).as(file.toString()).doesNotContain("kp1-");
      }
    }
    Interactions people = opened(apart, links).interactions();
    for (int user = 0; user < people.users(); user++) {
      assertThat(people.user(user).startsWith("kp1-"))
          .isEqualTo(isLinked(names.person(people.user(user)), 2));
    }
  }

  /** Files without times, where order is known inside each domain alone. */
  @Test
  void sequencesAreJoinedAsTheyWere() throws IOException {
    Configuration plain = sequences("plain-sequences");
    Corpus expected = plain.corpus();
    Configuration apart = sequences("apart-sequences").with("privacy.per-domain", "true");
    useKeyOf(plain, apart);
    LinkStore links = new LinksInMemory();
    Corpus.prepare(apart.settings(), apart.workdir(), wishes(apart, links, 1), Progress.NONE);
    Corpus joined = opened(apart, links);
    assertThat(joined.interactions().isApart()).isTrue();
    assertThat(told(joined)).isEqualTo(told(expected)).hasSize(50 * 10);
  }

  private Configuration sequences(String name) throws IOException {
    Path own = Files.createDirectory(folder.resolve(name));
    Configuration configuration = new Configuration(own).with("privacy.pseudonyms", "true");
    for (String domain : DOMAINS) {
      StringBuilder lines = new StringBuilder("user\titems\n");
      for (int person = 0; person < 50; person++) {
        lines.append("somebody").append(person).append('\t');
        for (int event = 0; event < 5; event++) {
          lines.append(event == 0 ? "" : " ").append(domain).append((person + 3 * event) % 11);
        }
        lines.append('\n');
      }
      configuration
          .file(domain + ".tsv", lines.toString())
          .with("domains." + domain + ".events.path", domain + ".tsv")
          .with("domains." + domain + ".events.format", "sequences");
    }
    return configuration;
  }

  @Test
  void perDomainNeedsPseudonymsAndATableOutsideOfTheData() {
    Configuration configuration =
        new Configuration(folder)
            .with("privacy.per-domain", "true")
            .with("privacy.links", "work/links")
            .with("domains.food.events.path", "e.csv");
    assertThatThrownBy(configuration::settings)
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("pseudonyms are off")
        .hasMessageContaining("privacy.links");
  }

  private static Corpus opened(Configuration configuration, LinkStore links) {
    return Corpus.open(configuration.workdir(), configuration.settings().privacy().names(), links);
  }

  private static boolean isLinked(String person, int oneOf) {
    return person.hashCode() % oneOf == 0;
  }

  /** Every so manieth person allows everything. */
  private static ImportConsent wishes(Configuration configuration, LinkStore links, int oneOf) {
    Pseudonyms names = configuration.settings().privacy().names();
    return new ImportConsent() {
      @Override
      public boolean isErased(String name) {
        return false;
      }

      @Override
      public Set<String> joined(String person) {
        if (!isLinked(person, oneOf)) {
          return Set.of();
        }
        Map<String, String> own = new LinkedHashMap<>();
        DOMAINS.forEach(domain -> own.put(domain, names.in(domain, person)));
        links.keep(Map.of(person, own));
        return Set.copyOf(DOMAINS);
      }
    };
  }

  private Configuration amazon(String name, String split) throws IOException {
    Path own = Files.createDirectory(folder.resolve(name));
    Configuration configuration =
        new Configuration(own)
            .with("privacy.pseudonyms", "true")
            .with("clean.k-core", "3")
            .with("split.by", split);
    if (split.equals("column")) {
      configuration.with("split.column", "split");
    }
    for (String domain : DOMAINS) {
      String events = "domains." + domain + ".events.";
      configuration
          .with(events + "path", DATA.resolve("interactions.tsv.gz").toString())
          .with(events + "where", SLICE + " AND domain = '" + domain + "'")
          .with(events + "user", "user_id")
          .with(events + "item", "item_id")
          .with(events + "timestamp", "timestamp")
          .with(events + "order", "position");
    }
    return configuration;
  }

  private static void useKeyOf(Configuration one, Configuration other) throws IOException {
    Files.copy(
        one.workdir().resolveSibling("kuayu.key"), other.workdir().resolveSibling("kuayu.key"));
  }

  /** Everything, in its order. */
  private static List<String> told(Corpus corpus) {
    Interactions all = corpus.interactions();
    List<String> told = new ArrayList<>();
    for (int user = 0; user < all.users(); user++) {
      for (int event = all.begin(user); event < all.end(user); event++) {
        told.add(
            "%s %s %d %s %s %s"
                .formatted(
                    all.user(user),
                    corpus.catalogue().item(all.item(event)).key(),
                    all.timestamp(event),
                    all.part(event),
                    all.type(event),
                    all.value(event)));
      }
    }
    return told;
  }

  /**
   * For each name what its rows hold, but for the numbers that say nothing: types and strengths.
   */
  private static Map<String, List<String>> rows(Path corpus) {
    Map<String, List<String>> rows = new HashMap<>();
    try (Database database = Database.inMemory(ResourceLimits.DEFAULT)) {
      database.each(
          """
          SELECT u.name, e."user", e.item, e.hidden_time, e.hidden_place FROM %s AS e
            JOIN %s AS u ON u.file_row_number = e."user"
          """
              .formatted(table(corpus, "events.parquet"), table(corpus, "users.parquet")),
          row -> {
            List<String> own = rows.computeIfAbsent(row.getString(1), _ -> new ArrayList<>());
            own.add("name " + row.getString(1));
            own.add("number " + row.getInt(2));
            own.add("item " + row.getInt(3));
            own.add("time " + row.getLong(4));
            own.add("place " + row.getLong(5));
            return true;
          });
    }
    return rows;
  }

  private static String table(Path corpus, String name) {
    return "read_parquet(%s, file_row_number = true)"
        .formatted(Sql.text(corpus.resolve(name).toString()));
  }

  private static List<String> ids() {
    try (Database database = Database.inMemory(ResourceLimits.DEFAULT)) {
      return database.list(
          "SELECT DISTINCT CAST(user_id AS VARCHAR) FROM read_csv(%s, delim = '\t', header = true) WHERE %s"
              .formatted(Sql.text(DATA.resolve("interactions.tsv.gz").toString()), SLICE),
          row -> row.getString(1));
    }
  }

  /** Pearson's correlation of the places that people have in both domains. */
  private static double rankCorrelation(
      Map<String, List<String>> rows, Pseudonyms names, Set<String> ids) {
    double n = 0;
    double x = 0;
    double y = 0;
    double xx = 0;
    double yy = 0;
    double xy = 0;
    for (String id : ids) {
      List<String> food = rows.getOrDefault(names.in("Food", id), List.of());
      List<String> kitchen = rows.getOrDefault(names.in("Kitchen", id), List.of());
      if (!food.isEmpty() && !kitchen.isEmpty()) {
        double one = number(food);
        double other = number(kitchen);
        n++;
        x += one;
        y += other;
        xx += one * one;
        yy += other * other;
        xy += one * other;
      }
    }
    return (n * xy - x * y) / Math.sqrt((n * xx - x * x) * (n * yy - y * y));
  }

  private static double number(List<String> rows) {
    return rows.stream()
        .filter(text -> text.startsWith("number "))
        .mapToDouble(text -> Double.parseDouble(text.substring("number ".length())))
        .findFirst()
        .orElseThrow();
  }
}
