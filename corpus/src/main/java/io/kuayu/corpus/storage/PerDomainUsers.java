package io.kuayu.corpus.storage;

import static io.kuayu.corpus.schema.StagingSql.sql;

import io.kuayu.corpus.clean.CleanSettings.Duplicates;
import io.kuayu.corpus.database.Database;
import io.kuayu.corpus.database.QueryException;
import io.kuayu.corpus.database.Row;
import io.kuayu.corpus.database.Sql;
import io.kuayu.corpus.schema.StagingTable;
import io.kuayu.corpus.split.LeaveOneOut;
import io.kuayu.corpus.timeline.OrdinalDraw;
import io.kuayu.corpus.timeline.Timeline;
import io.kuayu.privacy.link.LinkStore;
import io.kuayu.privacy.pseudonym.Pseudonyms;
import java.sql.SQLException;

/**
 * The form of a corpus in which nobody can tell that events in two domains are of the same user.
 * Each name of each domain is a user of its own, whose place in the file and the order of whose
 * events follow from that name alone. The times are hidden under a pad of the key, as users often
 * act in two domains on one day; so is what a file says of a whole timeline: the order column and
 * the split of an event.
 *
 * <p>When the corpus is loaded, users are joined by the linking table, and their timelines are
 * sorted and split as an import does it. So for linked users nothing differs from a corpus in the
 * common form.
 */
final class PerDomainUsers {
  /** Splits are the last bits of what is hidden. */
  private static final int PARTS = 4;

  /** Hexadecimal digits. */
  private static final int PAD = 15;

  private static final int EVENTS_PER_SLICE = 2_000_000;

  private final Database database;
  private final long seed;
  private final String secret;

  /**
   * @param seed of the corpus
   * @param names by whose key something is hidden
   * @param salt of the corpus, so that no pad is used twice
   */
  PerDomainUsers(Database database, long seed, Pseudonyms names, String salt) {
    this.database = database;
    this.seed = seed;
    secret = names.secret("time and place/" + salt);
  }

  /** Makes the table {@code separate_users} of the names that have events. */
  void separate() {
    String names =
        sql(
            """
            SELECT DISTINCT {kept_name} AS {name} FROM {kept_names} JOIN {users} USING ({name})
              JOIN (SELECT DISTINCT {user}, {domain} FROM {timeline} JOIN {catalogue} USING ({item}))
                USING ({user}, {domain})
            """);
    database.run(
        sql("""
                CREATE TABLE {separate_users} AS
                SELECT d.{user} AS {key}, d.{name}, d.{factor}, d.{shift}, p.{user}, {kept_names}.{domain}
                FROM (%s) AS d JOIN {kept_names} ON {kept_names}.{kept_name} = d.{name}
                  JOIN {users} AS p ON p.{name} = {kept_names}.{name}
                """)
            .formatted(OrdinalDraw.users(names, seed)));
  }

  /** A query for the names in their order. */
  static String names() {
    return sql("SELECT {name} FROM {separate_users} ORDER BY {key}");
  }

  /**
   * A query for the events of each name.
   *
   * @param part the code of an event's split, as SQL over the timeline
   */
  String events(String part) {
    return sql("""
            SELECT "user", item, xor({time}, %1$s) AS hidden_time, xor(place * %2$d + told, %3$s) AS hidden_place,
              {type}, {value}
            FROM (SELECT a.{key} AS "user", t.{item} AS item, t.{time}, t.place, t.told, t.{type}, t.{value}, a.{name},
                row_number() OVER (PARTITION BY a.{key}
                  ORDER BY %4$s, t.{item}, t.{time}, t.place, t.{type}, t.{value}, t.told) AS nth
              FROM (SELECT *, %5$s AS told, dense_rank() OVER (ORDER BY {order} NULLS LAST) AS place FROM {timeline}) AS t
                JOIN {catalogue} AS c USING ({item})
                JOIN {separate_users} AS a ON a.{user} = t.{user} AND a.{domain} = c.{domain})
            ORDER BY "user", nth
            """)
        .formatted(pad(1), PARTS, pad(PAD + 1), OrdinalDraw.tie(sql("c.{drawn}"), "a"), part);
  }

  /**
   * Sixty bits for each event of each name.
   *
   * @param from which digit of its hash on, the first being 1
   */
  private String pad(int from) {
    return sql("CAST(('0x' || substr(sha256(%s || {name} || '/' || nth), %d, %d)) AS BIGINT)")
        .formatted(Sql.text(secret), from, PAD);
  }

  /** Joins linked users, into the table {@code users}. */
  void join(CorpusFiles files, CorpusManifest manifest, LinkStore links) {
    // What is joined must not reach any disk.
    database.run("SET temp_directory = ''");
    read(links);
    database.run(
        sql("""
                CREATE TABLE {catalogue} AS SELECT CAST(file_row_number AS INTEGER) AS {item},
                  list_position([%s], domain) AS {domain}, drawn AS {drawn} FROM %s
                """)
            .formatted(
                String.join(", ", manifest.domains().stream().map(Sql::text).toList()),
                CorpusFiles.numberedTable(files.items())));
    database.run(
        sql("""
                CREATE TABLE {names} AS SELECT file_row_number AS {key}, n.name AS {own_name},
                  coalesce(l.{person}, n.name) AS {name} FROM %s AS n LEFT JOIN {links} AS l ON l.{name} = n.name
                """)
            .formatted(CorpusFiles.numberedTable(files.users())));
    database.run(sql("DROP TABLE {links}"));
    database.run(
        sql("CREATE TABLE {users} AS ")
            + OrdinalDraw.users(sql("SELECT DISTINCT {name} FROM {names}"), seed));
  }

  /**
   * Goes through everybody's events in their order: user, item, time, split, type, value. Reads a
   * slice of the users at a time, so that the memory for sorting does not grow with the corpus.
   */
  void eachEvent(CorpusFiles files, CorpusManifest manifest, Row<Boolean> reader) {
    long users = database.number(sql("SELECT count(*) FROM {users}"));
    long slices = manifest.events() / EVENTS_PER_SLICE + 1;
    LeaveOneOut byUser = new LeaveOneOut();
    String part =
        manifest.split().equals(byUser.name()) ? byUser.expression(database) : sql("{part}");
    for (long slice = 0; slice < slices; slice++) {
      link(files, users * slice / slices, users * (slice + 1) / slices);
      Timeline timeline = new Timeline(database, manifest.apart().orElse(false));
      timeline.sort(Duplicates.KEEP);
      database.each(
          sql("SELECT {user}, {item}, {time}, CAST(%s AS TINYINT), {type}, {value} FROM {timeline}")
              .formatted(part),
          reader);
      timeline.forget();
    }
  }

  /** Makes the table {@code linked} of the users between two numbers. */
  private void link(CorpusFiles files, long from, long to) {
    database.run(
        sql("""
                CREATE TABLE {linked} AS SELECT {user}, {item}, {time}, told // %1$d AS {order}, {tie}, {type}, {value},
                  CAST(told %% %1$d AS TINYINT) AS {part}, 0 AS {source}, {row}
                FROM (SELECT {user}, {item}, xor(hidden_time, %2$s) AS {time}, {tie}, {type}, {value}, {row},
                    xor(hidden_place, %3$s) AS told
                  FROM (SELECT p.{user}, e.item AS {item}, %4$s AS {tie}, e.type AS {type}, e.value AS {value},
                      e.hidden_time, e.hidden_place, e.file_row_number AS {row}, n.{own_name} AS {name},
                      row_number() OVER (PARTITION BY n.{key} ORDER BY e.file_row_number) AS nth
                    FROM %5$s AS e JOIN {names} AS n ON n.{key} = e."user" JOIN {users} AS p ON p.{name} = n.{name}
                      JOIN {catalogue} AS c ON c.{item} = e.item
                    WHERE p.{user} >= %6$d AND p.{user} < %7$d))
                """)
            .formatted(
                PARTS,
                pad(1),
                pad(PAD + 1),
                OrdinalDraw.tie(sql("c.{drawn}"), "p"),
                CorpusFiles.numberedTable(files.events()),
                from,
                to));
  }

  private void read(LinkStore links) {
    database.run(StagingTable.LINKS.create());
    database.append(
        StagingTable.LINKS.sql(),
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
}
