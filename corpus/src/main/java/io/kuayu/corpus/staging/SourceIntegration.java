package io.kuayu.corpus.staging;

import io.kuayu.core.KuayuException;
import io.kuayu.corpus.clean.CleanSettings.UnknownItems;
import io.kuayu.corpus.database.Database;
import io.kuayu.corpus.database.Sql;
import io.kuayu.corpus.settings.CorpusSettings;
import io.kuayu.corpus.settings.UserMappingSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Joins the sources into three tables: {@code people} (u, name), {@code catalogue} (i, domain, id,
 * …) and {@code linked}, the events of everybody with ordinals instead of names.
 *
 * <p>Ordinals follow a hash of seed and name, so they tell nothing. Each person has a hash function
 * of their own, out of a universal family (Carter and Wegman, 1979), that orders what ties in time.
 */
public final class SourceIntegration {
  private static final String PRIME = "2147483647";

  private final Database database;
  private final CorpusSettings settings;
  private final List<EventImport> events;
  private final UserNaming naming;
  private long erased;

  public SourceIntegration(
      Database database, CorpusSettings settings, List<EventImport> events, UserNaming naming) {
    this.database = database;
    this.settings = settings;
    this.events = events;
    this.naming = naming;
  }

  /** Makes the three tables, and {@code types} (code, name). */
  public void run(Path copies) {
    settings.users().ifPresent(people -> readPeople(people, copies));
    erased = naming.name(database, union(this::peopleOf, "UNION"));
    database.run(
        "CREATE TABLE people AS "
            + drawn("SELECT DISTINCT name FROM " + UserNaming.TABLE, settings.seed()));
    database.run(
        """
        CREATE TABLE catalogue AS
        SELECT CAST(row_number() OVER (ORDER BY domain, md5(%s || domain || '/' || id), id) - 1 AS INTEGER) AS i, *
        FROM (SELECT domain, id, title, text, attributes, row FROM item_rows
          UNION ALL SELECT domain, id, '', '', '{}', -1 FROM (%s) AS named
            WHERE NOT EXISTS (FROM item_rows AS known WHERE known.domain = named.domain AND known.id = named.id))
        """
            .formatted(Sql.text(settings.seed() + "/item/"), union(this::itemsOf, "UNION")));
    database.run(
        "CREATE TABLE types AS SELECT name, row_number() OVER (ORDER BY name) - 1 AS code FROM (%s)"
            .formatted(union(this::typesOf, "UNION")));
    if (database.number("SELECT count(*) FROM types") > Byte.MAX_VALUE) {
      throw new KuayuException(
          "the events have more than " + Byte.MAX_VALUE + " different types",
          "see that 'type' names the right column, or leave it out");
    }
    database.run("CREATE TABLE linked AS " + union(this::linked, "UNION ALL"));
    if (naming.pseudonyms().arePerDomain()) {
      PerDomainUsers.remember(database);
      database.run(
          "CREATE TABLE kept AS SELECT DISTINCT name, domain, kept FROM " + UserNaming.TABLE);
    }
    naming.forget(database);
  }

  /**
   * A query that gives people their number and the function that orders what ties in time, both by
   * a hash of their names.
   *
   * @param names a query for them
   */
  static String drawn(String names, long seed) {
    return """
    SELECT name, CAST(row_number() OVER (ORDER BY hash, name) - 1 AS INTEGER) AS u,
      CAST(('0x' || substr(hash, 1, 7)) AS BIGINT) * 2 + 1 AS factor,
      CAST(('0x' || substr(hash, 9, 7)) AS BIGINT) AS shift
    FROM (SELECT name, md5(%s || name) AS hash FROM (%s))
    """
        .formatted(Sql.text(seed + "/person/"), names);
  }

  /** Where an item stands among what ties in time, for a person and an item as they were drawn. */
  static String tie(String item, String person) {
    return "CAST((%1$s * %2$s.factor + %2$s.shift) %% %3$s AS INTEGER)"
        .formatted(item, person, PRIME);
  }

  private void readPeople(UserMappingSettings people, Path copies) {
    SourceTable rows =
        new SourceTable(database, people.file(), Optional.empty(), copies.resolve("mapping"));
    rows.choose("person", people.person());
    people.columns().forEach((domain, column) -> rows.choose("of " + domain, column));
    rows.run("CREATE TABLE mapping AS SELECT * FROM %s");
  }

  /** The name that a person of a source has everywhere, as SQL over the source's table. */
  private String person(EventImport intake) {
    return isMapped(intake)
        ? "coalesce(m.person, " + Sql.text(intake.source().domain() + ":") + " || e.\"user\")"
        : "e.\"user\"";
  }

  private String from(EventImport intake) {
    String column = Sql.name("of " + intake.source().domain());
    return intake.table()
        + " AS e"
        + (isMapped(intake)
            ? " LEFT JOIN (SELECT %1$s AS own, any_value(person) AS person FROM mapping WHERE %1$s IS NOT NULL AND person IS NOT NULL GROUP BY 1) AS m ON m.own = e.\"user\""
                .formatted(column)
            : "");
  }

  private boolean isMapped(EventImport intake) {
    return settings
        .users()
        .filter(people -> people.columns().containsKey(intake.source().domain()))
        .isPresent();
  }

  private String peopleOf(EventImport intake) {
    return "SELECT DISTINCT %s AS name, '%d' AS domain FROM %s WHERE verdict = 0"
        .formatted(person(intake), domainOf(intake), from(intake));
  }

  private String itemsOf(EventImport intake) {
    boolean listed = settings.clean().unknownItems() == UnknownItems.KEEP || !hasCatalogue(intake);
    return "SELECT DISTINCT %d AS domain, item AS id FROM %s WHERE verdict = 0%s"
        .formatted(domainOf(intake), intake.table(), listed ? "" : " AND false");
  }

  private String typesOf(EventImport intake) {
    return "SELECT DISTINCT type AS name FROM %s WHERE verdict = 0".formatted(intake.table());
  }

  private String linked(EventImport intake) {
    return """
    SELECT p.u, c.i, e.ts, e.ord, %s AS tie,
      CAST(t.code AS TINYINT) AS type, e.value, e.part, CAST(%d AS SMALLINT) AS src, e.rowid AS row
    FROM %s JOIN %s AS n ON n.given = %s AND n.domain = %6$d JOIN people AS p ON p.name = n.name
      JOIN catalogue AS c ON c.id = e.item AND c.domain = %6$d JOIN types AS t ON t.name = e.type
    WHERE e.verdict = 0
    """
        .formatted(
            tie("c.i", "p"),
            events.indexOf(intake),
            from(intake),
            UserNaming.TABLE,
            person(intake),
            domainOf(intake));
  }

  /** How many people were left out because they were erased. */
  public long erased() {
    return erased;
  }

  boolean hasCatalogue(EventImport intake) {
    return settings.domains().get(domainOf(intake)).items().isPresent();
  }

  int domainOf(EventImport intake) {
    return settings.domainNames().indexOf(intake.source().domain());
  }

  private String union(Function<EventImport, String> part, String how) {
    List<String> parts = new ArrayList<>();
    events.forEach(intake -> parts.add(part.apply(intake)));
    return String.join(" " + how + " ", parts);
  }
}
