package io.kuayu.corpus.staging;

import static io.kuayu.corpus.schema.StagingSql.sql;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import io.kuayu.corpus.clean.CleanSettings;
import io.kuayu.corpus.clean.CleanSettings.UnknownItems;
import io.kuayu.corpus.clean.RemovedEvents;
import io.kuayu.corpus.database.Database;
import io.kuayu.corpus.format.Excerpt;
import io.kuayu.corpus.format.TextEncoding;
import io.kuayu.corpus.report.BadRow;
import io.kuayu.corpus.report.PreparationReport;
import io.kuayu.corpus.report.RuleOutcome;
import io.kuayu.corpus.report.SourceOutcome;
import io.kuayu.corpus.settings.CorpusSettings;
import io.kuayu.corpus.settings.FriendSettings;
import io.kuayu.corpus.source.Repair;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Collects the outcome of a preparation. If strict, the first bad row ends the preparation. */
final class ImportReport {
  private static final String BROKEN = "unreadable-row";

  private final boolean strict;
  private final boolean discreet;
  private final BadRowLimit limit;
  private final CleanSettings clean;
  private final List<SourceOutcome> sources = new ArrayList<>();
  private final List<RuleOutcome> rules = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  /** The report of a preparation by these settings. */
  ImportReport(CorpusSettings settings) {
    strict = settings.strict();
    // What an event row holds may name a user.
    discreet = settings.privacy().pseudonyms();
    clean = settings.clean();
    limit = new BadRowLimit(clean.maxBadShare(), settings.skipBadRows());
  }

  void warn(String sentence) {
    warnings.add(sentence);
  }

  void add(RuleOutcome outcome) {
    rules.add(outcome);
  }

  void add(ItemImport items, String domain) {
    int before = rules.size();
    long broken = broken(items.rows(), domain);
    List<RuleOutcome> bad = new ArrayList<>(rules.subList(before, rules.size()));
    rules.addAll(items.outcomes());
    items.outcomes().stream()
        .filter(outcome -> outcome.rule().equals(ItemImport.MISSING_ID))
        .forEach(bad::add);
    long read = items.read() + broken;
    sources.add(
        new SourceOutcome(
            domain,
            "items",
            items.rows().description(),
            items.rows().format(),
            read,
            items.used(),
            List.of()));
    limit(items.rows(), read, bad, List.of());
  }

  void add(EventImport events, Database database) {
    String domain = events.settings().domain();
    int before = rules.size();
    long broken = broken(events.rows(), domain);
    Map<Integer, Long> verdicts = new LinkedHashMap<>();
    database.each(
        sql("SELECT {verdict}, count(*) FROM %s GROUP BY ALL ORDER BY ALL")
            .formatted(events.table()),
        row -> {
          verdicts.put(row.getInt(1), row.getLong(2));
          return true;
        });
    for (EventRule rule : EventRule.values()) {
      long count = verdicts.getOrDefault(rule.verdict(), 0L);
      if (count > 0) {
        Map<Long, String> first = new LinkedHashMap<>();
        database.each(
            sql("SELECT rowid, coalesce({detail}, '') FROM %s WHERE {verdict} = %d ORDER BY rowid LIMIT %d")
                .formatted(events.table(), rule.verdict(), RuleOutcome.SHOWN),
            row -> {
              first.put(row.getLong(1), kept(Excerpt.of(row.getString(2))));
              return true;
            });
        RuleOutcome outcome =
            new RuleOutcome(rule.rule(), domain, rule.action(), count, events.rows().places(first));
        if (rule == EventRule.EMPTY_ROW) {
          rules.add(outcome);
        } else {
          bad(outcome);
        }
      }
    }
    List<RuleOutcome> bad = new ArrayList<>(rules.subList(before, rules.size()));
    bad.removeIf(outcome -> outcome.rule().equals(EventRule.EMPTY_ROW.rule()));
    long read = broken + verdicts.values().stream().mapToLong(Long::longValue).sum();
    sources.add(
        new SourceOutcome(
            domain,
            "events",
            events.rows().description(),
            events.rows().format(),
            read,
            verdicts.getOrDefault(0, 0L),
            events.notes()));
    if (isLeftOutOnPurpose(events, database)) {
      bad.removeIf(outcome -> outcome.rule().equals(EventRule.TIME_OUT_OF_RANGE.rule()));
    }
    limit(events.rows(), read, bad, events.hints());
  }

  /**
   * What became of the rows that tell who is whose friend.
   *
   * @param unknown rows of people of whom nothing is held, which are not bad
   */
  void add(FriendImport friends, Optional<RuleOutcome> unknown) {
    int before = rules.size();
    long broken = broken(friends.rows(), "");
    friends.bad().forEach(this::bad);
    List<RuleOutcome> bad = new ArrayList<>(rules.subList(before, rules.size()));
    unknown.ifPresent(rules::add);
    long read = friends.count("true") + broken;
    sources.add(
        new SourceOutcome(
            "",
            FriendSettings.KEY,
            friends.rows().description(),
            friends.rows().format(),
            read,
            friends.used(),
            List.of()));
    limit(friends.rows(), read, bad, List.of());
  }

  /** What became of the rows that tell who is who. */
  void addMapping(SourceTable mapping, Database database) {
    int before = rules.size();
    long broken = broken(mapping, "");
    long whole = database.number(sql("SELECT count(*) FROM {mapping}"));
    limit(mapping, whole + broken, rules.subList(before, rules.size()), List.of());
  }

  /**
   * Ends the preparation where a source has too many bad rows.
   *
   * @throws KuayuException with all such sources
   */
  void requireFewBadRows() {
    limit.check();
  }

  private void limit(SourceTable rows, long read, List<RuleOutcome> bad, List<String> hints) {
    List<String> all = new ArrayList<>(hints);
    rows.repair()
        .filter(repair -> repair.misencoded() > 0)
        .ifPresent(
            repair ->
                all.add(
                    "rows of %s that are not in the expected encoding: %d; %s"
                        .formatted(rows.description(), repair.misencoded(), TextEncoding.REMEDY)));
    limit.add(rows.description(), read, bad.stream().mapToLong(RuleOutcome::count).sum(), bad, all);
    all.forEach(this::warn);
  }

  /** Whether times are only outside of a range that the configuration names. */
  private boolean isLeftOutOnPurpose(EventImport events, Database database) {
    boolean usual = clean.from() == CleanSettings.MIN_TIME && clean.to() == CleanSettings.MAX_TIME;
    return !usual
        && database.number(
                sql("SELECT count(*) FROM %s WHERE {verdict} = %d AND ({time} < %d OR {time} >= %d)")
                    .formatted(
                        events.table(),
                        EventRule.TIME_OUT_OF_RANGE.verdict(),
                        CleanSettings.MIN_TIME,
                        CleanSettings.MAX_TIME))
            == 0;
  }

  void unknownItems(
      Database database,
      SourceIntegration integration,
      List<EventImport> events,
      CorpusSettings settings) {
    for (EventImport source : events) {
      if (integration.hasCatalogue(source)) {
        String unknown =
            sql("""
                    %s AS e WHERE {verdict} = 0 AND NOT EXISTS
                      (FROM {item_rows} AS c WHERE c.{domain} = %d AND c.{id} = e.{item_id})""")
                .formatted(source.table(), integration.domainOf(source));
        long count = database.number("SELECT count(*) FROM " + unknown);
        if (count > 0) {
          Map<Long, String> first = new LinkedHashMap<>();
          database.each(
              sql("SELECT e.rowid, {item_id} FROM %s ORDER BY e.rowid LIMIT %d")
                  .formatted(unknown, RuleOutcome.SHOWN),
              row -> {
                first.put(row.getLong(1), kept(Excerpt.of(row.getString(2))));
                return true;
              });
          boolean kept = settings.clean().unknownItems() == UnknownItems.KEEP;
          rules.add(
              new RuleOutcome(
                  "unknown-item",
                  source.settings().domain(),
                  kept
                      ? "kept: the item has no text"
                      : "left out: the item is not in the catalogue",
                  count,
                  source.rows().places(first)));
        }
      }
    }
  }

  void add(List<RemovedEvents> removals, List<EventImport> events) {
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

  /** What became of a domain's rows, for the message that none is left. */
  String whatHappenedTo(String domain) {
    return sources.stream()
        .filter(source -> source.domain().equals(domain) && source.kind().equals("events"))
        .map(
            source ->
                "%d rows of %s came in and %d were whole"
                    .formatted(source.read(), source.file(), source.used()))
        .collect(Collectors.joining("; "));
  }

  PreparationReport report(double seconds) {
    return new PreparationReport(sources, rules, warnings, seconds);
  }

  private String kept(String detail) {
    return discreet ? "" : detail;
  }

  private long broken(SourceTable rows, String domain) {
    if (rows.repair().isEmpty()) {
      return 0;
    }
    Repair repair = rows.repair().get();
    if (repair.count() > 0) {
      List<BadRow> first =
          repair.first().stream()
              .map(
                  row ->
                      new BadRow(
                          row.file().orElse(rows.description()),
                          row.position(),
                          kept(row.reason() + ": " + row.text())))
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
          ErrorCode.BAD_ROWS,
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
