package io.kuayu.corpus.storage;

import io.kuayu.corpus.database.Database;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The numbers of a domain that a manifest gives: {@code events}, {@code users}, {@code test}, … */
public final class CorpusCounts {
  /** The names of the splits, in the order of their codes. */
  public static final List<String> SPLITS = List.of("train", "valid", "test");

  private static final List<String> KEYS =
      List.of("events", "users", "items-with-events", "train", "valid", "test");

  private CorpusCounts() {}

  /**
   * Counts events by domain.
   *
   * @param events a relation (user, item, part) as SQL
   * @param catalogue a relation (item, domain) as SQL, where the domain is a number
   */
  public static Map<String, Map<String, Long>> of(
      Database database, String events, String catalogue, List<String> domains) {
    Map<String, Map<String, Long>> counts = new LinkedHashMap<>();
    domains.forEach(name -> counts.put(name, new LinkedHashMap<>()));
    database.each(
        """
        SELECT c.domain, count(*), count(DISTINCT e."user"), count(DISTINCT e.item),
          count(*) FILTER (part = 0), count(*) FILTER (part = 1), count(*) FILTER (part = 2)
        FROM %s AS e JOIN %s AS c ON c.item = e.item GROUP BY ALL ORDER BY ALL
        """
            .formatted(events, catalogue),
        row -> {
          Map<String, Long> ofDomain =
              counts.computeIfAbsent(domains.get(row.getInt(1)), _ -> new LinkedHashMap<>());
          for (int index = 0; index < KEYS.size(); index++) {
            ofDomain.put(KEYS.get(index), row.getLong(index + 2));
          }
          return true;
        });
    return counts;
  }
}
