package io.kuayu.corpus.erasure;

import io.kuayu.core.KuayuException;
import io.kuayu.corpus.Corpus;
import io.kuayu.corpus.database.Database;
import io.kuayu.corpus.database.QueryException;
import io.kuayu.corpus.database.ResourceLimits;
import io.kuayu.corpus.database.Sql;
import io.kuayu.corpus.report.BadRow;
import io.kuayu.corpus.report.PreparationReport;
import io.kuayu.corpus.report.RuleOutcome;
import io.kuayu.corpus.staging.StagingFolder;
import io.kuayu.corpus.storage.CorpusManifest;
import io.kuayu.corpus.storage.CorpusWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Takes people out of a corpus that is there. Its fingerprint stays: it tells what the corpus was
 * made of, and models that were trained on it serve on until they are trained again.
 */
public final class CorpusErasure {
  /** So many people go in one pass, since each makes the query longer. */
  private static final int AT_A_TIME = 200;

  private final Path workdir;
  private final Path folder;
  private final CorpusManifest manifest;

  public CorpusErasure(Path workdir, CorpusManifest manifest) {
    this.workdir = workdir;
    this.manifest = manifest;
    folder = workdir.resolve(Corpus.FOLDER);
  }

  public long erase(Set<String> names, Set<String> ids) {
    try (StagingFolder work = StagingFolder.open(workdir);
        Database database = Database.inMemory(ResourceLimits.DEFAULT)) {
      List<Integer> numbers = numbers(database, names);
      long before = manifest.events();
      write(database, work, numbers, ids);
      long after =
          database.number("SELECT count(*) FROM " + table(work.outcome(), CorpusWriter.EVENTS));
      work.publish(folder);
      return before - after;
    } catch (QueryException | IOException e) {
      throw new KuayuException(
          "people cannot be taken out of the corpus in " + workdir + " (" + e.getMessage() + ")",
          "see that there is room, or make it anew with 'kuayu prepare'",
          e);
    }
  }

  /** The numbers of the people, rising. */
  private List<Integer> numbers(Database database, Set<String> names) {
    List<Integer> numbers = new ArrayList<>();
    int[] at = {0};
    database.each(
        "SELECT name FROM " + table(folder, CorpusWriter.USERS),
        row -> {
          if (names.contains(row.getString(1))) {
            numbers.add(at[0]);
          }
          at[0]++;
          return true;
        });
    return numbers;
  }

  private void write(Database database, StagingFolder work, List<Integer> numbers, Set<String> ids)
      throws IOException {
    Path outcome = work.outcome();
    Files.copy(folder.resolve(CorpusWriter.ITEMS), outcome.resolve(CorpusWriter.ITEMS));
    copy(
        database,
        "SELECT name FROM (SELECT name, row_number() OVER () - 1 AS u FROM %s)%s"
            .formatted(
                table(folder, CorpusWriter.USERS),
                numbers.isEmpty() ? "" : " WHERE u NOT IN (" + joined(numbers) + ") ORDER BY u"),
        outcome.resolve(CorpusWriter.USERS));
    String events = table(folder, CorpusWriter.EVENTS);
    if (numbers.isEmpty()) {
      copy(database, "FROM " + events, outcome.resolve(CorpusWriter.EVENTS));
    }
    // From the last on, so that the numbers of those before stay as they are.
    for (int to = numbers.size(); to > 0; to -= AT_A_TIME) {
      List<Integer> some = numbers.subList(Math.max(0, to - AT_A_TIME), to);
      boolean last = to <= AT_A_TIME;
      Path next = last ? outcome.resolve(CorpusWriter.EVENTS) : work.scratch().resolve("e" + to);
      copy(database, without(some, events), next);
      events = "read_parquet(" + Sql.text(next.toString()) + ")";
    }
    CorpusWriter.write(outcome.resolve(Corpus.MANIFEST), manifest(database, outcome));
    PreparationReport report = Corpus.read(folder.resolve(Corpus.REPORT), PreparationReport.class);
    CorpusWriter.write(outcome.resolve(Corpus.REPORT), silent(report, ids));
  }

  private CorpusManifest manifest(Database database, Path outcome) throws IOException {
    List<String> domains = manifest.domains();
    database.run("CREATE TABLE domains(name VARCHAR, number INTEGER)");
    for (String domain : domains) {
      database.run(
          "INSERT INTO domains VALUES (%s, %d)"
              .formatted(Sql.text(domain), domains.indexOf(domain)));
    }
    String catalogue =
        """
        (SELECT i, number AS domain
          FROM (SELECT domain, row_number() OVER () - 1 AS i FROM %s) JOIN domains ON name = domain)
        """
            .formatted(table(outcome, CorpusWriter.ITEMS));
    String written = table(outcome, CorpusWriter.EVENTS);
    String events = manifest.isPerDomain() ? "(SELECT *, 0 AS part FROM " + written + ")" : written;
    Map<String, Map<String, Long>> counts = new LinkedHashMap<>(manifest.counts());
    CorpusWriter.counts(database, events, catalogue, domains)
        .forEach(
            (domain, fresh) -> {
              Map<String, Long> of = new LinkedHashMap<>(counts.getOrDefault(domain, Map.of()));
              of.putAll(fresh);
              if (manifest.isPerDomain()) {
                // They are hidden, and follow from whole timelines, which are not told here.
                of.keySet().removeAll(CorpusWriter.PARTS);
              }
              counts.put(domain, of);
            });
    Map<String, Long> sizes = new LinkedHashMap<>();
    for (String name : manifest.sizes().keySet()) {
      sizes.put(name, Files.size(outcome.resolve(name)));
    }
    return new CorpusManifest(
        manifest.version(),
        manifest.fingerprint(),
        manifest.seed(),
        manifest.salt(),
        manifest.split(),
        manifest.apart(),
        domains,
        manifest.types(),
        database.number("SELECT count(*) FROM " + table(outcome, CorpusWriter.USERS)),
        manifest.items(),
        database.number("SELECT count(*) FROM " + events),
        counts,
        manifest.textTemplate(),
        manifest.settings(),
        manifest.inputs(),
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

  private static void copy(Database database, String query, Path to) {
    database.run(
        "COPY (%s) TO %s (FORMAT parquet, COMPRESSION zstd)"
            .formatted(query, Sql.text(to.toString())));
  }

  private static String table(Path folder, String name) {
    return "read_parquet(" + Sql.text(folder.resolve(name).toString()) + ")";
  }

  /** A bad row's detail may tell whose it was. */
  private static PreparationReport silent(PreparationReport report, Set<String> ids) {
    List<RuleOutcome> rules =
        report.rules().stream()
            .map(
                rule ->
                    new RuleOutcome(
                        rule.rule(),
                        rule.domain(),
                        rule.action(),
                        rule.count(),
                        rule.first().stream().map(row -> silent(row, ids)).toList()))
            .toList();
    return new PreparationReport(report.sources(), rules, report.warnings(), report.seconds());
  }

  private static BadRow silent(BadRow row, Set<String> ids) {
    return ids.stream().anyMatch(id -> row.detail().contains(id))
        ? new BadRow(row.file(), row.line(), "")
        : row;
  }
}
