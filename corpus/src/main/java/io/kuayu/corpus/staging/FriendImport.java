package io.kuayu.corpus.staging;

import static io.kuayu.corpus.schema.StagingSql.sql;

import io.kuayu.corpus.database.Database;
import io.kuayu.corpus.report.BadRow;
import io.kuayu.corpus.report.RuleOutcome;
import io.kuayu.corpus.schema.StagingTable;
import io.kuayu.corpus.settings.FriendSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the source that tells who is whose friend, into the table {@code friends}. */
final class FriendImport {
  private static final int NOBODY = 1;
  private static final int ONESELF = 2;
  private static final String LEFT_OUT = "left out: ";

  private final Database database;
  private final FriendSettings settings;
  private final SourceTable rows;

  /**
   * Opens the source.
   *
   * @param copies a folder for repaired copies
   */
  FriendImport(Database database, FriendSettings settings, Path copies) {
    this.database = database;
    this.settings = settings;
    rows =
        new SourceTable(
            database,
            settings.source(),
            settings.where(),
            copies.resolve(StagingTable.FRIEND_ROWS.sql()));
  }

  /** The rows of the source. */
  SourceTable rows() {
    return rows;
  }

  /** Reads the source into the table {@code friend_rows}. */
  void read() {
    rows.chooseIds("user", settings.user());
    rows.chooseIds("friend", settings.friend());
    rows.requireFlat(List.of("user", "friend"));
    rows.run(
        sql("""
            CREATE OR REPLACE TABLE {friend_rows} AS SELECT {user_id}, {friend}, CAST(CASE
                WHEN {user_id} IS NULL OR trim({user_id}) = '' OR {friend} IS NULL OR trim({friend}) = '' THEN %d
                WHEN {user_id} = {friend} THEN %d ELSE 0 END AS UTINYINT) AS {verdict} FROM %%s
            """)
            .formatted(NOBODY, ONESELF));
  }

  /** How many rows of the table fulfil a condition. */
  long count(String condition) {
    return database.number(sql("SELECT count(*) FROM {friend_rows} WHERE " + condition));
  }

  /** Rows that cannot be used. */
  List<RuleOutcome> bad() {
    List<RuleOutcome> outcomes = new ArrayList<>();
    add(outcomes, NOBODY, "missing-friend", "names only one person");
    add(outcomes, ONESELF, "own-friend", "names one person twice");
    return outcomes;
  }

  private void add(List<RuleOutcome> outcomes, int verdict, String rule, String why) {
    long count = count("{verdict} = " + verdict);
    if (count > 0) {
      Map<Long, String> first = new LinkedHashMap<>();
      database.each(
          sql("SELECT rowid FROM {friend_rows} WHERE {verdict} = %d ORDER BY rowid LIMIT %d")
              .formatted(verdict, RuleOutcome.SHOWN),
          row -> {
            first.put(row.getLong(1), "");
            return true;
          });
      List<BadRow> places = rows.places(first);
      outcomes.add(new RuleOutcome(rule, "", LEFT_OUT + why, count, places));
    }
  }

  /**
   * Makes the table {@code friends} of the ties to people whose events the corpus holds, by the
   * names that it has; whoever was erased has no ties.
   *
   * @return how many rows tell of nobody whose events are held; empty where none does
   */
  Optional<RuleOutcome> join(UserNaming naming) {
    database.run(StagingTable.FRIEND_NAMES.create());
    database.append(
        StagingTable.FRIEND_NAMES.sql(),
        names ->
            database.each(
                sql(
                    """
                    SELECT {user_id} FROM {friend_rows} WHERE {verdict} = 0
                      UNION SELECT {friend} FROM {friend_rows} WHERE {verdict} = 0
                    """),
                row -> {
                  String id = row.getString(1);
                  if (!naming.isErased(id)) {
                    names.beginRow();
                    names.append(id);
                    names.append(naming.pseudonyms().person(id));
                    names.endRow();
                  }
                  return true;
                }));
    String named =
        sql(
            """
            SELECT r.rowid AS {row}, a.{name}, b.{name} AS {friend} FROM {friend_rows} AS r
              JOIN {friend_names} AS a ON a.{given} = r.{user_id} JOIN {friend_names} AS b ON b.{given} = r.{friend}
            WHERE r.{verdict} = 0 AND a.{name} <> b.{name}
            """);
    String both =
        settings.mutual() ? sql(" UNION ALL SELECT {row}, {friend}, {name} FROM named") : "";
    database.run(
        sql("""
            CREATE TABLE {friends} AS WITH named AS (%s), ties AS (SELECT {row}, {name}, {friend} FROM named%s)
            SELECT DISTINCT {name}, {friend}, {row} FROM ties WHERE {friend} IN (SELECT {name} FROM {users})
            """)
            .formatted(named, both));
    long unknown = count("{verdict} = 0 AND rowid NOT IN (SELECT {row} FROM {friends})");
    return unknown == 0
        ? Optional.empty()
        : Optional.of(
            new RuleOutcome(
                "unknown-friend",
                "",
                LEFT_OUT + "nothing is held of the friend",
                unknown,
                List.of()));
  }

  /** How many rows became ties. */
  long used() {
    return database.number(sql("SELECT count(DISTINCT {row}) FROM {friends}"));
  }
}
