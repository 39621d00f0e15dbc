package io.kuayu.corpus.staging;

import static io.kuayu.corpus.schema.StagingSql.sql;

import io.kuayu.corpus.clean.SimHash;
import io.kuayu.corpus.database.Database;
import io.kuayu.corpus.format.Excerpt;
import io.kuayu.corpus.report.BadRow;
import io.kuayu.corpus.report.RuleOutcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reports items whose text is nearly that of an earlier item of their domain: copies that take the
 * place of one honest item many times. Keeps them, since variants look the same.
 */
final class NearDuplicates {
  private static final int MIN_WORDS = 6;

  /** Texts compared in each band; further ones of a kind are counted as copies anyway. */
  private static final int MAX_COMPARED = 64;

  private final Map<String, List<Long>> seen = new HashMap<>();
  private final String domain;
  private final List<BadRow> first = new ArrayList<>();
  private long count;

  private NearDuplicates(String domain) {
    this.domain = domain;
  }

  /** The outcome for each domain with near duplicates. */
  static List<RuleOutcome> of(Database database, List<String> domains) {
    List<RuleOutcome> outcomes = new ArrayList<>();
    for (String domain : domains) {
      NearDuplicates found = new NearDuplicates(domain);
      database.each(
          sql("SELECT {id}, {text} FROM {catalogue} WHERE {domain} = %d AND {text} <> '' ORDER BY {item}")
              .formatted(domains.indexOf(domain)),
          row -> {
            found.add(row.getString(1), row.getString(2));
            return true;
          });
      if (found.count > 0) {
        outcomes.add(
            new RuleOutcome(
                "near-duplicate",
                domain,
                "kept: the text is nearly that of an earlier item",
                found.count,
                found.first));
      }
    }
    return outcomes;
  }

  private void add(String id, String text) {
    if (SimHash.words(text).size() < MIN_WORDS) {
      return;
    }
    long hash = SimHash.of(text);
    boolean near = false;
    for (int band = 0; band < SimHash.BANDS; band++) {
      String key = band + "/" + SimHash.band(hash, band);
      List<Long> others = seen.computeIfAbsent(key, _ -> new ArrayList<>());
      near |= others.stream().anyMatch(other -> SimHash.isNear(hash, other));
      if (others.size() < MAX_COMPARED) {
        others.add(hash);
      }
    }
    if (near) {
      count++;
      if (first.size() < RuleOutcome.SHOWN) {
        first.add(new BadRow(domain, 0, Excerpt.of(id)));
      }
    }
  }
}
