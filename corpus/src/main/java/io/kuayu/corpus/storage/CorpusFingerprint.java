package io.kuayu.corpus.storage;

import static io.kuayu.corpus.schema.StagingSql.sql;

import io.kuayu.corpus.clean.ItemTextForm;
import io.kuayu.corpus.database.Database;
import io.kuayu.corpus.settings.CorpusSettings;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * Identifies the rows of a corpus: the same items, users, ties and events in the same order have
 * the same fingerprint, whatever the files are called and however their rows are ordered. Models
 * stay current as long as it stays. Costs one pass over the tables, about a second for 100 million
 * events.
 */
final class CorpusFingerprint {
  private CorpusFingerprint() {}

  /**
   * The fingerprint of the tables {@code catalogue} and {@code users}, and of the events.
   *
   * @param apart whether the order of events is known inside each domain only
   * @param events a query for the events, numbered in their order
   */
  static String of(Database database, CorpusSettings settings, boolean apart, String events) {
    StringBuilder all = new StringBuilder();
    all.append(settings.seed()).append('\n').append(settings.domainNames()).append('\n');
    all.append(settings.split().name()).append('\n').append(apart).append('\n');
    all.append(ItemTextForm.TEMPLATE)
        .append('\n')
        .append(settings.privacy().names().fingerprints());
    all.append(settings.privacy().perDomain()).append('\n');
    all.append(
        rows(database, sql("SELECT {code}, {name} FROM {types}"))
            + rows(
                database,
                sql(
                    "SELECT {item}, {domain}, {id}, {title}, {text}, {attributes} FROM {catalogue}"))
            + rows(database, sql("SELECT {user}, {name} FROM {users}"))
            + rows(database, events));
    if (settings.hasMedia() || settings.hasVectors()) {
      // What files hold, not where they are.
      all.append(
          rows(
              database,
              sql(
                  "SELECT {item}, regexp_replace({media}, 'file:[^\\n]*#', '', 'g') FROM {catalogue}")));
    }
    settings
        .friends()
        .ifPresent(
            ties ->
                all.append(ties.minPeople())
                    .append(
                        rows(database, sql("SELECT DISTINCT {name}, {friend} FROM {friends}"))));
    return DigestUtils.sha256Hex(all.toString());
  }

  /** Count and two sums over hashes of the rows, which do not depend on their order. */
  private static String rows(Database database, String query) {
    return database
            .list(
                "SELECT count(*) || ' ' || coalesce(bit_xor(h), 0) || ' ' || coalesce(sum(h), 0) FROM (SELECT hash(r) AS h FROM (%s) AS r)"
                    .formatted(query),
                row -> row.getString(1))
            .getFirst()
        + "\n";
  }
}
