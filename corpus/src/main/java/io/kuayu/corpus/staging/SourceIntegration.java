package io.kuayu.corpus.staging;

import static io.kuayu.corpus.schema.StagingSql.sql;

import io.kuayu.core.ArraySize;
import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import io.kuayu.corpus.clean.CleanSettings.UnknownItems;
import io.kuayu.corpus.database.Database;
import io.kuayu.corpus.database.Sql;
import io.kuayu.corpus.settings.CorpusSettings;
import io.kuayu.corpus.timeline.OrdinalDraw;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Joins the sources into the tables {@code users}, {@code catalogue}, {@code types} and {@code
 * linked}: everybody's events with numbers instead of names.
 */
final class SourceIntegration {
  private final Database database;
  private final CorpusSettings settings;
  private final List<EventImport> events;
  private final UserNaming naming;
  private long erased;

  SourceIntegration(
      Database database, CorpusSettings settings, List<EventImport> events, UserNaming naming) {
    this.database = database;
    this.settings = settings;
    this.events = events;
    this.naming = naming;
  }

  /** Makes the tables. */
  void run() {
    erased = naming.name(database, union(this::usersOf, "UNION"));
    requireNumbers("users", sql("(SELECT DISTINCT {name} FROM {named_users})"));
    database.run(
        sql("CREATE TABLE {users} AS ")
            + OrdinalDraw.users(sql("SELECT DISTINCT {name} FROM {named_users}"), settings.seed()));
    makeCatalogue();
    makeTypes();
    database.run(sql("CREATE TABLE {linked} AS ") + union(this::linked, "UNION ALL"));
    if (naming.pseudonyms().arePerDomain()) {
      keepNames();
    }
    naming.forget(database);
  }

  /**
   * Reads who is who, if the configuration names a file of it; goes before {@link #run}.
   *
   * @param copies a folder for repaired copies
   */
  Optional<SourceTable> readMapping(Path copies) {
    return settings.users().map(mapping -> UserMapping.stage(database, mapping, copies));
  }

  /** Warnings on domains whose users the mapping does not name, not one of them. */
  List<String> unmappedDomains() {
    return events.stream()
        .filter(this::isMapped)
        .filter(source -> database.number("SELECT count(m.own) FROM " + from(source)) == 0)
        .map(source -> source.settings().domain())
        .distinct()
        .map(
            domain ->
                "the file of 'users' names nobody of the domain '%1$s': see that 'users.%1$s' is the column of its ids, written as its events have them"
                    .formatted(domain))
        .toList();
  }

  private void makeCatalogue() {
    String named = union(this::itemsOf, "UNION");
    requireNumbers("items", "(" + named + sql(" UNION SELECT {domain}, {id} FROM {item_rows})"));
    database.run(
        sql("""
                CREATE TABLE {catalogue} AS
                SELECT CAST(row_number() OVER (ORDER BY {domain}, md5(%s || {domain} || '/' || {id}), {id}) - 1 AS INTEGER)
                  AS {item}, *
                FROM (SELECT {domain}, {id}, {title}, {text}, {attributes}, {media}, {row} FROM {item_rows}
                  UNION ALL SELECT {domain}, {id}, '', '', '{}', '', -1 FROM (%s) AS named
                    WHERE NOT EXISTS (FROM {item_rows} AS known
                      WHERE known.{domain} = named.{domain} AND known.{id} = named.{id}))
                """)
            .formatted(Sql.text(settings.seed() + "/item/"), named));
  }

  /** An upper bound first, which costs nothing: exact counts take a pass. */
  private void requireNumbers(String what, String relation) {
    long rows =
        database.number(sql("SELECT count(*) FROM {item_rows}"))
            + events.stream()
                .mapToLong(each -> database.number("SELECT count(*) FROM " + each.table()))
                .sum();
    if (rows > ArraySize.MAX) {
      var _ =
          ArraySize.of(
              database.number("SELECT count(*) FROM " + relation),
              what,
              "let fewer through with 'where', or prepare the domains in several work folders");
    }
  }

  private void makeTypes() {
    database.run(
        sql("""
                CREATE TABLE {types} AS SELECT {name}, row_number() OVER (ORDER BY {name}) - 1 AS {code} FROM (%s)
                """)
            .formatted(union(this::typesOf, "UNION")));
    if (database.number(sql("SELECT count(*) FROM {types}")) > Byte.MAX_VALUE) {
      throw new KuayuException(
          ErrorCode.INVALID_COLUMNS,
          "the events have more than " + Byte.MAX_VALUE + " different types",
          "see that 'type' names the right column, or leave it out");
    }
  }

  /**
   * Keeps what a corpus with names of its own in each domain needs later: these names, and the
   * numbers of items by which ties are ordered, as they are now and may not be after cleaning.
   */
  private void keepNames() {
    database.run(sql("ALTER TABLE {catalogue} ADD COLUMN {drawn} INTEGER"));
    database.run(sql("UPDATE {catalogue} SET {drawn} = {item}"));
    database.run(
        sql(
            """
            CREATE TABLE {kept_names} AS SELECT DISTINCT {name}, {domain}, {kept_name} FROM {named_users}
            """));
  }

  /** The expression for the name that a user of a source has everywhere. */
  private String person(EventImport source) {
    return isMapped(source)
        ? sql("coalesce(m.{person}, %s || e.{user_id})")
            .formatted(Sql.text(source.settings().domain() + ":"))
        : sql("e.{user_id}");
  }

  private String from(EventImport source) {
    String column = Sql.name(UserMapping.column(source.settings().domain()));
    return source.table()
        + " AS e "
        + (isMapped(source)
            ? sql("""
                    LEFT JOIN (SELECT %1$s AS own, any_value({person}) AS {person} FROM {mapping}
                      WHERE %1$s IS NOT NULL AND {person} IS NOT NULL GROUP BY 1) AS m ON m.own = e.{user_id}""")
                .formatted(column)
            : "");
  }

  private boolean isMapped(EventImport source) {
    return settings
        .users()
        .filter(mapping -> mapping.columns().containsKey(source.settings().domain()))
        .isPresent();
  }

  private String usersOf(EventImport source) {
    return sql("SELECT DISTINCT %s AS {name}, '%d' AS {domain} FROM %s WHERE {verdict} = 0")
        .formatted(person(source), domainOf(source), from(source));
  }

  private String itemsOf(EventImport source) {
    boolean listed = settings.clean().unknownItems() == UnknownItems.KEEP || !hasCatalogue(source);
    return sql("SELECT DISTINCT %d AS {domain}, {item_id} AS {id} FROM %s WHERE {verdict} = 0%s")
        .formatted(domainOf(source), source.table(), listed ? "" : " AND false");
  }

  private String typesOf(EventImport source) {
    return sql("SELECT DISTINCT {type_name} AS {name} FROM %s WHERE {verdict} = 0")
        .formatted(source.table());
  }

  private String linked(EventImport source) {
    return sql("""
            SELECT p.{user}, c.{item}, e.{time}, %6$s AS {order}, %1$s AS {tie},
              CAST(t.{code} AS TINYINT) AS {type}, e.{value}, e.{part}, CAST(%2$d AS SMALLINT) AS {source}, e.rowid AS {row}
            FROM %3$s JOIN {named_users} AS n ON n.{given} = %4$s AND n.{domain} = %5$d
              JOIN {users} AS p ON p.{name} = n.{name}
              JOIN {catalogue} AS c ON c.{id} = e.{item_id} AND c.{domain} = %5$d
              JOIN {types} AS t ON t.{name} = e.{type_name}
            WHERE e.{verdict} = 0
            """)
        .formatted(
            OrdinalDraw.tie(sql("c.{item}"), "p"),
            events.indexOf(source),
            from(source),
            person(source),
            domainOf(source),
            source.isUnordered() ? drawnOrder() : sql("e.{order}"));
  }

  /** Draws a place for each item of a user, where nothing orders events. */
  private String drawnOrder() {
    return sql("CAST(CAST('0x' || substr(md5(%s || n.{name} || '/' || e.{item_id}), 1, 12) AS BIGINT) AS DOUBLE)")
        .formatted(Sql.text(settings.seed() + "/basket/"));
  }

  /** How many users were left out because they were erased. */
  long erased() {
    return erased;
  }

  boolean hasCatalogue(EventImport source) {
    return settings.domains().get(domainOf(source)).items().isPresent();
  }

  int domainOf(EventImport source) {
    return settings.domainNames().indexOf(source.settings().domain());
  }

  private String union(Function<EventImport, String> part, String how) {
    List<String> parts = new ArrayList<>();
    events.forEach(source -> parts.add(part.apply(source)));
    return String.join(" " + how + " ", parts);
  }
}
