package io.kuayu.corpus.staging;

import io.kuayu.core.KuayuException;
import io.kuayu.corpus.clean.CleanSettings.UnknownItems;
import io.kuayu.corpus.clean.RemovedEvents;
import io.kuayu.corpus.database.Database;
import io.kuayu.corpus.format.Excerpt;
import io.kuayu.corpus.format.Records;
import io.kuayu.corpus.report.BadRow;
import io.kuayu.corpus.report.PreparationReport;
import io.kuayu.corpus.report.RuleOutcome;
import io.kuayu.corpus.report.SourceOutcome;
import io.kuayu.corpus.settings.CorpusSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Gathers what a preparation meets. Strict, it ends the preparation at the first bad row. */
public final class ImportReport {
  private static final String BROKEN = "unreadable-row";

  private final boolean strict;
  private final boolean discreet;
  private final List<SourceOutcome> sources = new ArrayList<>();
  private final List<RuleOutcome> rules = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  /**
   * @param discreet whether what stands in rows of events is kept back, as it may name people
   */
  public ImportReport(boolean strict, boolean discreet) {
    this.strict = strict;
    this.discreet = discreet;
  }

  public void warn(String sentence) {
    warnings.add(sentence);
  }

  public void add(RuleOutcome outcome) {
    rules.add(outcome);
  }

  public void add(ItemImport intake, String domain) {
    long broken = broken(intake.rows(), domain);
    rules.addAll(intake.outcomes());
    sources.add(
        new SourceOutcome(
            domain,
            "items",
            intake.rows().path(),
            intake.rows().format(),
            intake.read() + broken,
            intake.used(),
            List.of()));
  }

  public void add(EventImport intake, Database database) {
    String domain = intake.source().domain();
    long broken = broken(intake.rows(), domain);
    Map<Integer, Long> verdicts = new LinkedHashMap<>();
    database.each(
        "SELECT verdict, count(*) FROM " + intake.table() + " GROUP BY ALL ORDER BY ALL",
        row -> {
          verdicts.put(row.getInt(1), row.getLong(2));
          return true;
        });
    for (EventRule rule : EventRule.values()) {
      long count = verdicts.getOrDefault(rule.verdict(), 0L);
      if (count > 0) {
        Map<Long, String> first = new LinkedHashMap<>();
        database.each(
            "SELECT rowid, coalesce(detail, '') FROM %s WHERE verdict = %d ORDER BY rowid LIMIT %d"
                .formatted(intake.table(), rule.verdict(), RuleOutcome.SHOWN),
            row -> {
              first.put(row.getLong(1), kept(Excerpt.of(row.getString(2))));
              return true;
            });
        bad(
            new RuleOutcome(
                rule.rule(), domain, rule.action(), count, intake.rows().places(first)));
      }
    }
    long read = verdicts.values().stream().mapToLong(Long::longValue).sum();
    sources.add(
        new SourceOutcome(
            domain,
            "events",
            intake.rows().path(),
            intake.rows().format(),
            read + broken,
            verdicts.getOrDefault(0, 0L),
            intake.notes()));
  }

  public void unknownItems(
      Database database,
      SourceIntegration integration,
      List<EventImport> events,
      CorpusSettings settings) {
    for (EventImport intake : events) {
      if (integration.hasCatalogue(intake)) {
        String unknown =
            "%s AS e WHERE verdict = 0 AND NOT EXISTS (FROM item_rows AS c WHERE c.domain = %d AND c.id = e.item)"
                .formatted(intake.table(), integration.domainOf(intake));
        long count = database.number("SELECT count(*) FROM " + unknown);
        if (count > 0) {
          Map<Long, String> first = new LinkedHashMap<>();
          database.each(
              "SELECT e.rowid, item FROM %s ORDER BY e.rowid LIMIT %d"
                  .formatted(unknown, RuleOutcome.SHOWN),
              row -> {
                first.put(row.getLong(1), kept(Excerpt.of(row.getString(2))));
                return true;
              });
          boolean kept = settings.clean().unknownItems() == UnknownItems.KEEP;
          rules.add(
              new RuleOutcome(
                  "unknown-item",
                  intake.source().domain(),
                  kept
                      ? "kept: the item has no text"
                      : "left out: the item is not in the catalogue",
                  count,
                  intake.rows().places(first)));
        }
      }
    }
  }

  public void add(List<RemovedEvents> removals, List<EventImport> events) {
    for (RemovedEvents removal : removals) {
      List<BadRow> places = new ArrayList<>();
      removal.first().stream()
          .collect(Collectors.groupingBy(RemovedEvents.Place::source))
          .forEach(
              (source, rows) -> {
                Map<Long, String> first = new LinkedHashMap<>();
                rows.forEach(place -> first.put(place.row(), ""));
                places.addAll(events.get(source).rows().places(first));
              });
      rules.add(new RuleOutcome(removal.rule(), "", removal.action(), removal.count(), places));
    }
  }

  /** What is known of a domain's rows, for the message that none is left. */
  public String whatHappenedTo(String domain) {
    return sources.stream()
        .filter(source -> source.domain().equals(domain) && source.kind().equals("events"))
        .map(
            source ->
                "%d rows of %s came in and %d were whole"
                    .formatted(source.read(), source.file(), source.used()))
        .collect(Collectors.joining("; "));
  }

  public PreparationReport report(double seconds) {
    return new PreparationReport(sources, rules, warnings, seconds);
  }

  private String kept(String detail) {
    return discreet ? "" : detail;
  }

  private long broken(SourceTable rows, String domain) {
    if (rows.repair().isEmpty()) {
      return 0;
    }
    Records.Repair repair = rows.repair().get();
    if (repair.count() > 0) {
      List<BadRow> first =
          repair.first().stream()
              .map(
                  row ->
                      new BadRow(rows.path(), row.line(), kept(row.reason() + ": " + row.text())))
              .toList();
      bad(
          new RuleOutcome(
              BROKEN, domain, "left out: cannot be read as a row", repair.count(), first));
    }
    return repair.count();
  }

  private void bad(RuleOutcome outcome) {
    if (strict) {
      throw new KuayuException(
          "%d bad rows (%s) and 'strict' is set:\n%s"
              .formatted(
                  outcome.count(),
                  outcome.rule(),
                  outcome.first().stream()
                      .map(row -> "  " + row)
                      .collect(Collectors.joining("\n"))),
          "mend the rows, or set 'strict: false' to leave them out");
    }
    rules.add(outcome);
  }
}
