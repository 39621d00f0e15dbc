package io.kuayu.corpus.storage;

import io.kuayu.corpus.Corpus;
import io.kuayu.corpus.clean.ItemTextForm;
import io.kuayu.corpus.database.Database;
import io.kuayu.corpus.database.Sql;
import io.kuayu.corpus.settings.CorpusSettings;
import io.kuayu.corpus.staging.PerDomainUsers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the files of a corpus out of the tables {@code catalogue}, {@code people} and {@code
 * timeline}.
 */
public final class CorpusWriter {
  public static final String ITEMS = "items.parquet";
  public static final String USERS = "users.parquet";
  public static final String EVENTS = "events.parquet";
  public static final List<String> PARTS = List.of("train", "valid", "test");
  private static final int SALT = 16;
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final Database database;
  private final CorpusSettings settings;
  private final boolean apart;
  private final Path folder;
  private final Optional<String> salt;

  /**
   * @param apart whether the order of events is known inside each domain alone
   */
  public CorpusWriter(Database database, CorpusSettings settings, boolean apart, Path folder) {
    this.database = database;
    this.settings = settings;
    this.apart = apart;
    this.folder = folder;
    salt = settings.privacy().perDomain() ? Optional.of(random()) : Optional.empty();
  }

  private static String random() {
    byte[] bytes = new byte[SALT];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  public void tables() {
    List<String> names = settings.domainNames();
    StringBuilder domain = new StringBuilder("CASE domain");
    for (int number = 0; number < names.size(); number++) {
      domain.append(" WHEN %d THEN %s".formatted(number, Sql.text(names.get(number))));
    }
    boolean perDomain = settings.privacy().perDomain();
    copy(
        "SELECT %s END AS domain, id, title, text, attributes%s FROM catalogue ORDER BY i"
            .formatted(domain, perDomain ? ", drawn" : ""),
        ITEMS);
    if (perDomain) {
      PerDomainUsers people =
          new PerDomainUsers(
              database, settings.seed(), settings.privacy().names(), salt.orElseThrow());
      people.separate();
      copy(PerDomainUsers.names(), USERS);
      copy(people.events(part()), EVENTS);
      return;
    }
    copy("SELECT name FROM people ORDER BY u", USERS);
    copy(
        "SELECT u AS \"user\", i AS item, ts AS timestamp, CAST(%s AS TINYINT) AS part, type, value FROM timeline"
            .formatted(part()),
        EVENTS);
  }

  private String part() {
    return settings.split().expression(database);
  }

  public void manifest(List<InputFile> inputs) throws IOException {
    boolean perDomain = settings.privacy().perDomain();
    String events =
        perDomain
            ? "(SELECT u AS \"user\", i AS item, %s AS part FROM timeline)".formatted(part())
            : "read_parquet(" + Sql.text(folder.resolve(EVENTS).toString()) + ")";
    Map<String, Map<String, Long>> counts =
        counts(database, events, "catalogue", settings.domainNames());
    database.each(
        "SELECT domain, count(*), count(*) FILTER (text <> '') FROM catalogue GROUP BY ALL ORDER BY"
            + " ALL",
        row -> {
          Map<String, Long> of = of(counts, row.getInt(1));
          of.put("items", row.getLong(2));
          of.put("items-with-text", row.getLong(3));
          return true;
        });
    Map<String, Long> sizes = new LinkedHashMap<>();
    for (String name : List.of(ITEMS, USERS, EVENTS)) {
      sizes.put(name, Files.size(folder.resolve(name)));
    }
    write(
        Corpus.MANIFEST,
        new CorpusManifest(
            CorpusManifest.VERSION,
            fingerprint(inputs),
            settings.seed(),
            salt,
            settings.split().name(),
            Optional.of(apart),
            settings.domainNames(),
            database.list("SELECT name FROM types ORDER BY code", row -> row.getString(1)),
            database.number("SELECT count(*) FROM " + (perDomain ? "apart" : "people")),
            database.number("SELECT count(*) FROM catalogue"),
            database.number("SELECT count(*) FROM " + events),
            counts,
            ItemTextForm.TEMPLATE,
            settings.described(),
            inputs,
            sizes));
  }

  /**
   * Counts events by domain.
   *
   * @param catalogue a table (i, domain), where the domain is a number
   */
  public static Map<String, Map<String, Long>> counts(
      Database database, String events, String catalogue, List<String> domains) {
    Map<String, Map<String, Long>> counts = new LinkedHashMap<>();
    domains.forEach(name -> counts.put(name, new LinkedHashMap<>()));
    database.each(
        """
        SELECT c.domain, count(*), count(DISTINCT e."user"), count(DISTINCT e.item),
          count(*) FILTER (part = 0), count(*) FILTER (part = 1), count(*) FILTER (part = 2)
        FROM %s AS e JOIN %s AS c ON c.i = e.item GROUP BY ALL ORDER BY ALL
        """
            .formatted(events, catalogue),
        row -> {
          Map<String, Long> of =
              counts.computeIfAbsent(domains.get(row.getInt(1)), _ -> new LinkedHashMap<>());
          List<String> keys =
              List.of("events", "users", "items-with-events", "train", "valid", "test");
          for (int index = 0; index < keys.size(); index++) {
            of.put(keys.get(index), row.getLong(index + 2));
          }
          return true;
        });
    return counts;
  }

  private Map<String, Long> of(Map<String, Map<String, Long>> counts, int domain) {
    return counts.computeIfAbsent(
        settings.domainNames().get(domain), ignored -> new LinkedHashMap<>());
  }

  public void write(String name, Object value) throws IOException {
    write(folder.resolve(name), value);
  }

  public static void write(Path file, Object value) throws IOException {
    Files.writeString(file, JSON.writeValueAsString(value) + "\n");
  }

  private String fingerprint(List<InputFile> inputs) {
    StringBuilder all = new StringBuilder(Corpus.canonical(settings.described()));
    inputs.forEach(input -> all.append('\n').append(input.sha256()));
    return HexFormat.of()
        .formatHex(
            InputFile.sha256Digest().digest(all.toString().getBytes(StandardCharsets.UTF_8)));
  }

  private void copy(String query, String name) {
    database.run(
        "COPY (%s) TO %s (FORMAT parquet, COMPRESSION zstd)"
            .formatted(query, Sql.text(folder.resolve(name).toString())));
  }
}
