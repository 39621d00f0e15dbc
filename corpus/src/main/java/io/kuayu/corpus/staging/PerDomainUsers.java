package io.kuayu.corpus.staging;

import io.kuayu.corpus.clean.CleanSettings.Duplicates;
import io.kuayu.corpus.database.Database;
import io.kuayu.corpus.database.QueryException;
import io.kuayu.corpus.database.Row;
import io.kuayu.corpus.database.Sql;
import io.kuayu.corpus.split.LeaveOneOut;
import io.kuayu.corpus.storage.CorpusManifest;
import io.kuayu.corpus.storage.CorpusWriter;
import io.kuayu.privacy.link.LinkStore;
import io.kuayu.privacy.pseudonym.Pseudonyms;
import java.nio.file.Path;
import java.sql.SQLException;

/**
 * The form of a corpus in which nobody's events in one domain can be told to be of the same person
 * as those in another. Each name of each domain is a person of its own, whose place in the file and
 * the order of whose events follow from that name alone. When something happened is hidden under a
 * pad of the key, as who does something in two places often does it on one day; and so is what a
 * file says of a whole timeline: the order column and the part of an event.
 *
 * <p>When the corpus is loaded, people are joined by the linking table, and their timelines are
 * sorted and split as an import does it. So for those who are linked, nothing differs from a corpus
 * in the common form.
 */
public final class PerDomainUsers {
  /** Parts are the last bits of what is hidden. */
  private static final int PARTS = 4;

  /** Hexadecimal digits. */
  private static final int PAD = 15;

  private static final int AT_A_TIME = 2_000_000;

  private final Database database;
  private final long seed;
  private final String secret;

  /**
   * @param seed of the corpus
   * @param names by whose key something is hidden
   * @param salt of the corpus, so that no pad is used twice
   */
  public PerDomainUsers(Database database, long seed, Pseudonyms names, String salt) {
    this.database = database;
    this.seed = seed;
    secret = names.secret("time and place/" + salt);
  }

  /** Remembers the numbers of items by which ties are ordered; later ones may have no gaps. */
  static void remember(Database database) {
    database.run("ALTER TABLE catalogue ADD COLUMN drawn INTEGER");
    database.run("UPDATE catalogue SET drawn = i");
  }

  /**
   * Takes people apart, into the tables {@code apart} (k, name, u, domain, …), of the names that
   * have events.
   */
  public void separate() {
    String names =
        """
        SELECT DISTINCT kept AS name FROM kept JOIN people USING (name)
          JOIN (SELECT DISTINCT u, domain FROM timeline JOIN catalogue USING (i)) USING (u, domain)
        """;
    database.run(
        """
        CREATE TABLE apart AS SELECT d.u AS k, d.name, d.factor, d.shift, p.u, kept.domain
        FROM (%s) AS d JOIN kept ON kept.kept = d.name JOIN people AS p ON p.name = kept.name
        """
            .formatted(SourceIntegration.drawn(names, seed)));
  }

  /** A query for the names in their order. */
  public static String names() {
    return "SELECT name FROM apart ORDER BY k";
  }

  /**
   * A query for the events of each name.
   *
   * @param part of an event, as SQL over {@code timeline}
   */
  public String events(String part) {
    return """
    SELECT "user", item, xor(ts, %1$s) AS hidden_time, xor(place * %2$d + told, %3$s) AS hidden_place,
      type, value
    FROM (SELECT a.k AS "user", t.i AS item, t.ts, t.place, t.told, t.type, t.value, a.name,
        row_number() OVER (PARTITION BY a.k
          ORDER BY %4$s, t.i, t.ts, t.place, t.type, t.value, t.told) AS nth
      FROM (SELECT *, %5$s AS told, dense_rank() OVER (ORDER BY ord NULLS LAST) AS place FROM timeline) AS t
        JOIN catalogue AS c USING (i) JOIN apart AS a ON a.u = t.u AND a.domain = c.domain)
    ORDER BY "user", nth
    """
        .formatted(pad(1), PARTS, pad(PAD + 1), SourceIntegration.tie("c.drawn", "a"), part);
  }

  /**
   * Sixty bits for each event of each name.
   *
   * @param from which digit of its hash on, the first being 1
   */
  private String pad(int from) {
    return "CAST(('0x' || substr(sha256(%s || name || '/' || nth), %d, %d)) AS BIGINT)"
        .formatted(Sql.text(secret), from, PAD);
  }

  /**
   * Joins who is linked, into the table {@code people}.
   *
   * @param folder of the corpus
   */
  public void join(Path folder, CorpusManifest manifest, LinkStore links) {
    // What is joined shall lie on no disk.
    database.run("SET temp_directory = ''");
    read(links);
    database.run(
        """
        CREATE TABLE catalogue AS SELECT CAST(file_row_number AS INTEGER) AS i,
          list_position([%s], domain) AS domain, drawn FROM %s
        """
            .formatted(
                String.join(", ", manifest.domains().stream().map(Sql::text).toList()),
                file(folder, CorpusWriter.ITEMS)));
    database.run(
        """
        CREATE TABLE names AS SELECT file_row_number AS k, n.name AS own,
          coalesce(l.person, n.name) AS name FROM %s AS n LEFT JOIN links AS l USING (name)
        """
            .formatted(file(folder, CorpusWriter.USERS)));
    database.run("DROP TABLE links");
    database.run(
        "CREATE TABLE people AS "
            + SourceIntegration.drawn("SELECT DISTINCT name FROM names", seed));
  }

  /**
   * Goes through everybody's events in their order: u, i, ts, part, type, value. Some people at a
   * time, so that the memory for sorting does not grow with the corpus.
   *
   * @param folder of the corpus
   */
  public void eachEvent(Path folder, CorpusManifest manifest, Row<Boolean> reader) {
    long people = database.number("SELECT count(*) FROM people");
    long slices = manifest.events() / AT_A_TIME + 1;
    LeaveOneOut byPerson = new LeaveOneOut();
    String part = manifest.split().equals(byPerson.name()) ? byPerson.expression(database) : "part";
    for (long slice = 0; slice < slices; slice++) {
      link(folder, people * slice / slices, people * (slice + 1) / slices);
      new Timeline(database, manifest.apart().orElse(false)).sort(Duplicates.KEEP);
      database.each(
          "SELECT u, i, ts, CAST(%s AS TINYINT), type, value FROM timeline".formatted(part),
          reader);
      database.run("DROP VIEW timeline");
      database.run("DROP TABLE sorted");
    }
  }

  /** Makes the table {@code linked} of the people between two numbers. */
  private void link(Path folder, long from, long to) {
    database.run(
        """
        CREATE TABLE linked AS SELECT u, i, ts, told // %1$d AS ord, tie, type, value,
          CAST(told %% %1$d AS TINYINT) AS part, 0 AS src, row
        FROM (SELECT u, i, xor(hidden_time, %2$s) AS ts, tie, type, value, row,
            xor(hidden_place, %3$s) AS told
          FROM (SELECT p.u, e.item AS i, %4$s AS tie, e.type, e.value, e.hidden_time, e.hidden_place,
              e.file_row_number AS row, n.own AS name,
              row_number() OVER (PARTITION BY n.k ORDER BY e.file_row_number) AS nth
            FROM %5$s AS e JOIN names AS n ON n.k = e."user" JOIN people AS p ON p.name = n.name
              JOIN catalogue AS c ON c.i = e.item
            WHERE p.u >= %6$d AND p.u < %7$d))
        """
            .formatted(
                PARTS,
                pad(1),
                pad(PAD + 1),
                SourceIntegration.tie("c.drawn", "p"),
                file(folder, CorpusWriter.EVENTS),
                from,
                to));
  }

  private void read(LinkStore links) {
    database.run("CREATE TABLE links(name VARCHAR, person VARCHAR)");
    database.append(
        "links",
        rows ->
            links.each(
                (person, _, name) -> {
                  try {
                    rows.beginRow();
                    rows.append(name);
                    rows.append(person);
                    rows.endRow();
                  } catch (SQLException e) {
                    throw new QueryException(e);
                  }
                }));
  }

  private static String file(Path folder, String name) {
    return "read_parquet(%s, file_row_number = true)"
        .formatted(Sql.text(folder.resolve(name).toString()));
  }
}
