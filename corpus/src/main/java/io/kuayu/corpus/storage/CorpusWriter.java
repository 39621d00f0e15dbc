package io.kuayu.corpus.storage;

import static io.kuayu.corpus.schema.StagingSql.sql;

import io.kuayu.core.content.Modality;
import io.kuayu.corpus.clean.ItemTextForm;
import io.kuayu.corpus.database.Database;
import io.kuayu.corpus.database.Sql;
import io.kuayu.corpus.report.PreparationReport;
import io.kuayu.corpus.settings.CorpusSettings;
import io.kuayu.corpus.source.SourceState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes the files of a corpus out of the tables {@code catalogue}, {@code users} and {@code
 * timeline}.
 */
public final class CorpusWriter {
  private static final int SALT_BYTES = 16;

  private final Database database;
  private final CorpusSettings settings;
  private final boolean apart;
  private final CorpusFiles files;
  private final Optional<String> salt;

  /**
   * @param apart whether the order of events is known inside each domain only
   * @param files where to write
   */
  public CorpusWriter(
      Database database, CorpusSettings settings, boolean apart, CorpusFiles files) {
    this.database = database;
    this.settings = settings;
    this.apart = apart;
    this.files = files;
    salt = settings.privacy().perDomain() ? Optional.of(random()) : Optional.empty();
  }

  private static String random() {
    byte[] bytes = new byte[SALT_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** Writes items, users, events and ties. */
  public void writeTables() {
    List<String> names = settings.domainNames();
    StringBuilder domain = new StringBuilder(sql("CASE {domain}"));
    for (int number = 0; number < names.size(); number++) {
      domain.append(" WHEN %d THEN %s".formatted(number, Sql.text(names.get(number))));
    }
    boolean perDomain = settings.privacy().perDomain();
    if (settings.friends().isPresent()) {
      copy(
          sql("SELECT DISTINCT {name} AS name, {friend} AS friend FROM {friends} ORDER BY ALL"),
          files.friends());
    }
    copy(
        sql("""
                SELECT %s END AS domain, {id} AS id, {title} AS title, {text} AS text,
                  {attributes} AS attributes%s%s FROM {catalogue} ORDER BY {item}
                """)
            .formatted(
                domain,
                perDomain ? sql(", {drawn} AS drawn") : "",
                settings.hasMedia() || settings.hasVectors() ? sql(", {media} AS media") : ""),
        files.items());
    if (perDomain) {
      PerDomainUsers users =
          new PerDomainUsers(
              database, settings.seed(), settings.privacy().names(), salt.orElseThrow());
      users.separate();
      copy(PerDomainUsers.names(), files.users());
      copy(users.events(part()), files.events());
      return;
    }
    copy(sql("SELECT {name} AS name FROM {users} ORDER BY {user}"), files.users());
    copy(
        sql("""
                SELECT {user} AS "user", {item} AS item, {time} AS timestamp, CAST(%s AS TINYINT) AS part,
                  {type} AS type, {value} AS value FROM {timeline}
                """)
            .formatted(part()),
        files.events());
  }

  private String part() {
    return settings.split().expression(database);
  }

  /** Writes the manifest, after the tables. */
  public void writeManifest(List<SourceState> inputs) throws IOException {
    boolean perDomain = settings.privacy().perDomain();
    String events =
        perDomain
            ? sql("(SELECT {user} AS \"user\", {item} AS item, %s AS part FROM {timeline})")
                .formatted(part())
            : CorpusFiles.table(files.events());
    String catalogue = sql("(SELECT {item} AS item, {domain} AS domain FROM {catalogue})");
    Map<String, Map<String, Long>> counts =
        CorpusCounts.of(database, events, catalogue, settings.domainNames());
    database.each(
        sql(
            """
            SELECT {domain}, count(*), count(*) FILTER ({text} <> '') FROM {catalogue} GROUP BY ALL ORDER BY ALL
            """),
        row -> {
          String domain = settings.domainNames().get(row.getInt(1));
          Map<String, Long> ofDomain =
              counts.computeIfAbsent(domain, ignored -> new LinkedHashMap<>());
          ofDomain.put("items", row.getLong(2));
          ofDomain.put("items-with-text", row.getLong(3));
          return true;
        });
    if (settings.hasMedia()) {
      countMedia("file", "", List.of(Modality.IMAGE, Modality.AUDIO), counts);
    }
    if (settings.hasVectors()) {
      countMedia("data", "-vector", List.of(Modality.values()), counts);
    }
    Map<String, Long> sizes = new LinkedHashMap<>();
    for (Path file : List.of(files.items(), files.users(), files.events())) {
      sizes.put(String.valueOf(file.getFileName()), Files.size(file));
    }
    if (settings.friends().isPresent()) {
      sizes.put(CorpusFiles.FRIENDS, Files.size(files.friends()));
    }
    if (settings.hasMedia()) {
      sizes.put(CorpusFiles.MEDIA, Files.size(files.media()));
    }
    files.write(
        new CorpusManifest(
            CorpusManifest.VERSION,
            CorpusFingerprint.of(database, settings, apart, numberedEvents()),
            settings.seed(),
            salt,
            settings.split().name(),
            Optional.of(apart),
            settings.domainNames(),
            database.list(
                sql("SELECT {name} FROM {types} ORDER BY {code}"), row -> row.getString(1)),
            database.number(
                sql("SELECT count(*) FROM " + (perDomain ? "{separate_users}" : "{users}"))),
            database.number(sql("SELECT count(*) FROM {catalogue}")),
            database.number("SELECT count(*) FROM " + events),
            counts,
            ItemTextForm.TEMPLATE,
            settings.described(),
            inputs,
            sizes));
  }

  /** Counts the items with contents of some modalities whose addresses have a scheme. */
  private void countMedia(
      String scheme,
      String suffix,
      List<Modality> modalities,
      Map<String, Map<String, Long>> counts) {
    for (Modality modality : modalities) {
      database.each(
          sql("SELECT {domain}, count(*) FILTER (regexp_matches({media}, '(^|\\n)%s %s:')) FROM {catalogue} GROUP BY ALL ORDER BY ALL")
              .formatted(modality.lowerCase(), scheme),
          row -> {
            String domain = settings.domainNames().get(row.getInt(1));
            counts
                .computeIfAbsent(domain, ignored -> new LinkedHashMap<>())
                .put("items-with-" + modality.lowerCase() + suffix, row.getLong(2));
            return true;
          });
    }
  }

  /** Files that name users anew in each domain differ in every preparation. */
  private String numberedEvents() {
    return settings.privacy().perDomain()
        ? sql("SELECT row_number() OVER (), {user}, {item}, {time}, %s AS part, {type}, {value} FROM {timeline}")
            .formatted(part())
        : "SELECT * FROM " + CorpusFiles.numberedTable(files.events());
  }

  /** Writes the report. */
  public void write(PreparationReport report) throws IOException {
    files.write(report);
  }

  private void copy(String query, Path file) {
    CorpusFiles.copy(database, query, file);
  }
}
