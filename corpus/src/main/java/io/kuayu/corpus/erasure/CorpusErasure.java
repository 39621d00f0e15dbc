package io.kuayu.corpus.erasure;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import io.kuayu.corpus.database.Database;
import io.kuayu.corpus.database.QueryException;
import io.kuayu.corpus.database.ResourceLimits;
import io.kuayu.corpus.database.Sql;
import io.kuayu.corpus.report.BadRow;
import io.kuayu.corpus.report.PreparationReport;
import io.kuayu.corpus.report.RuleOutcome;
import io.kuayu.corpus.storage.CorpusCounts;
import io.kuayu.corpus.storage.CorpusFiles;
import io.kuayu.corpus.storage.CorpusManifest;
import io.kuayu.corpus.storage.StagingFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Removes users from a prepared corpus. Its fingerprint stays: it tells what the corpus was made
 * of, and models that were trained on it stay valid until they are trained again.
 */
public final class CorpusErasure {
  /** So many users go in one pass, since each makes the query longer. */
  private static final int USERS_PER_PASS = 200;

  private final Path workdir;
  private final CorpusFiles files;
  private final CorpusManifest manifest;

  /**
   * @param workdir absolute
   * @throws KuayuException if it holds no usable corpus
   */
  public CorpusErasure(Path workdir) {
    this.workdir = workdir;
    files = CorpusFiles.of(workdir);
    manifest = files.manifest();
  }

  /**
   * Removes users, their events and ties, and what the report says of them.
   *
   * @param names as the corpus has them
   * @param ids texts that must not stay in the report
   * @return how many events were removed
   */
  public long erase(Set<String> names, Set<String> ids) {
    try (StagingFolder staging = StagingFolder.open(workdir);
        Database database = Database.inMemory(ResourceLimits.DEFAULT)) {
      List<Integer> numbers = numbers(database, names);
      write(database, staging, numbers, names, ids);
      CorpusFiles outcome = staging.outcome();
      long after = database.number("SELECT count(*) FROM " + CorpusFiles.table(outcome.events()));
      staging.publish(files);
      return manifest.events() - after;
    } catch (QueryException | IOException e) {
      throw new KuayuException(
          ErrorCode.ERASURE_INCOMPLETE,
          "people cannot be taken out of the corpus in " + workdir + " (" + e.getMessage() + ")",
          "see that there is room, or make it anew with 'kuayu prepare'",
          e);
    }
  }

  /** The numbers of the users, ascending. */
  private List<Integer> numbers(Database database, Set<String> names) {
    List<Integer> numbers = new ArrayList<>();
    int[] next = {0};
    database.each(
        "SELECT name FROM " + CorpusFiles.table(files.users()),
        row -> {
          if (names.contains(row.getString(1))) {
            numbers.add(next[0]);
          }
          next[0]++;
          return true;
        });
    return numbers;
  }

  private void write(
      Database database,
      StagingFolder staging,
      List<Integer> numbers,
      Set<String> names,
      Set<String> ids)
      throws IOException {
    CorpusFiles outcome = staging.outcome();
    Files.copy(files.items(), outcome.items());
    if (manifest.minFriends().isPresent()) {
      CorpusFiles.copy(database, friendsWithout(names), outcome.friends());
    }
    CorpusFiles.copy(
        database,
        "SELECT name FROM (SELECT name, row_number() OVER () - 1 AS u FROM %s)%s"
            .formatted(
                CorpusFiles.table(files.users()),
                numbers.isEmpty() ? "" : " WHERE u NOT IN (" + joined(numbers) + ") ORDER BY u"),
        outcome.users());
    String events = CorpusFiles.table(files.events());
    if (numbers.isEmpty()) {
      CorpusFiles.copy(database, "FROM " + events, outcome.events());
    }
    // From the last on, so that the numbers of those before stay as they are.
    for (int to = numbers.size(); to > 0; to -= USERS_PER_PASS) {
      List<Integer> some = numbers.subList(Math.max(0, to - USERS_PER_PASS), to);
      boolean last = to <= USERS_PER_PASS;
      Path next = last ? outcome.events() : staging.scratch().resolve("e" + to);
      CorpusFiles.copy(database, without(some, events), next);
      events = CorpusFiles.table(next);
    }
    outcome.write(manifest(database, outcome));
    outcome.write(withoutDetails(files.report(), ids));
  }

  /** The ties of everybody else; whoever is erased loses those of both ends. */
  private String friendsWithout(Set<String> names) {
    String gone = String.join(", ", names.stream().map(Sql::text).toList());
    return "FROM %1$s%2$s"
        .formatted(
            CorpusFiles.table(files.friends()),
            names.isEmpty()
                ? ""
                : " WHERE name NOT IN (%1$s) AND friend NOT IN (%1$s)".formatted(gone));
  }

  private CorpusManifest manifest(Database database, CorpusFiles outcome) throws IOException {
    List<String> domains = manifest.domains();
    String catalogue =
        """
        (SELECT row_number() OVER () - 1 AS item, list_position([%s], domain) - 1 AS domain FROM %s)
        """
            .formatted(
                String.join(", ", domains.stream().map(Sql::text).toList()),
                CorpusFiles.table(outcome.items()));
    String written = CorpusFiles.table(outcome.events());
    String events = manifest.isPerDomain() ? "(SELECT *, 0 AS part FROM " + written + ")" : written;
    Map<String, Map<String, Long>> counts = new LinkedHashMap<>(manifest.counts());
    CorpusCounts.of(database, events, catalogue, domains)
        .forEach(
            (domain, fresh) -> {
              Map<String, Long> ofDomain =
                  new LinkedHashMap<>(counts.getOrDefault(domain, Map.of()));
              ofDomain.putAll(fresh);
              if (manifest.isPerDomain()) {
                // Splits are hidden, and follow from whole timelines, which are not known here.
                ofDomain.keySet().removeAll(CorpusCounts.SPLITS);
              }
              counts.put(domain, ofDomain);
            });
    Map<String, Long> sizes = new LinkedHashMap<>();
    for (String name : manifest.sizes().keySet()) {
      sizes.put(name, Files.size(outcome.folder().resolve(name)));
    }
    return manifest.withCounts(
        database.number("SELECT count(*) FROM " + CorpusFiles.table(outcome.users())),
        database.number("SELECT count(*) FROM " + events),
        counts,
        sizes);
  }

  /** The events of everybody else, whose numbers close the gaps; their order stays. */
  private static String without(List<Integer> numbers, String events) {
    StringBuilder shift = new StringBuilder("\"user\"");
    numbers.forEach(
        number -> shift.append(" - CAST(\"user\" > ").append(number).append(" AS INTEGER)"));
    return "SELECT * REPLACE (CAST(%s AS INTEGER) AS \"user\") FROM %s WHERE \"user\" NOT IN (%s)"
        .formatted(shift, events, joined(numbers));
  }

  private static String joined(List<Integer> numbers) {
    return String.join(", ", numbers.stream().map(String::valueOf).toList());
  }

  /** A bad row's detail may tell whose it was. */
  private static PreparationReport withoutDetails(PreparationReport report, Set<String> ids) {
    List<RuleOutcome> rules =
        report.rules().stream()
            .map(
                rule ->
                    new RuleOutcome(
                        rule.rule(),
                        rule.domain(),
                        rule.action(),
                        rule.count(),
                        rule.first().stream().map(row -> withoutDetail(row, ids)).toList()))
            .toList();
    return new PreparationReport(report.sources(), rules, report.warnings(), report.seconds());
  }

  private static BadRow withoutDetail(BadRow row, Set<String> ids) {
    return ids.stream().anyMatch(id -> row.detail().contains(id))
        ? new BadRow(row.file(), row.line(), "")
        : row;
  }
}
