package io.kuayu.corpus.validate;

import io.kuayu.core.KuayuException;
import io.kuayu.core.Progress;
import io.kuayu.corpus.Corpus;
import io.kuayu.corpus.report.RuleOutcome;
import io.kuayu.corpus.report.SourceOutcome;
import io.kuayu.corpus.settings.CorpusSettings;
import io.kuayu.corpus.validate.Check.Status;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Checks data before a model is trained on them. */
public final class Validation {
  private static final double MAX_BAD = 0.5;

  private Validation() {}

  /**
   * Checks the data of a configuration; prepares the corpus where it is not current. What makes a
   * corpus impossible is a failed check too.
   */
  public static List<Check> check(CorpusSettings settings, Path workdir, Progress progress) {
    try {
      if (!Corpus.isCurrent(settings, workdir)) {
        var _ = Corpus.prepare(settings, workdir, progress);
      }
      return check(Corpus.open(workdir));
    } catch (KuayuException e) {
      return List.of(
          new Check(
              "corpus", Status.FAIL, e.getMessage() + "; " + e.remedy(), Map.of(), List.of()));
    }
  }

  /** Checks a corpus. */
  public static List<Check> check(Corpus corpus) {
    List<Check> checks = new ArrayList<>();
    corpus.report().sources().forEach(source -> checks.add(source(source)));
    corpus.report().rules().forEach(rule -> checks.add(rule(rule)));
    corpus
        .report()
        .warnings()
        .forEach(
            text -> checks.add(new Check("preparation", Status.WARN, text, Map.of(), List.of())));
    checks.addAll(new CorpusChecks(corpus).all());
    return checks;
  }

  private static Check source(SourceOutcome source) {
    double share = source.read() == 0 ? 0 : (double) source.used() / source.read();
    String notes = source.notes().isEmpty() ? "" : "; " + String.join(", ", source.notes());
    return new Check(
        source.kind() + " " + source.domain(),
        share == 0 ? Status.FAIL : share < 1 - MAX_BAD ? Status.WARN : Status.PASS,
        "%,d of %,d rows of %s (%s) can be used%s"
            .formatted(source.used(), source.read(), source.file(), source.format(), notes),
        Map.of("read", (double) source.read(), "used", (double) source.used()),
        List.of());
  }

  private static Check rule(RuleOutcome rule) {
    return new Check(
        rule.domain().isEmpty() ? rule.rule() : rule.rule() + " " + rule.domain(),
        Status.WARN,
        "%,d rows: %s".formatted(rule.count(), rule.action()),
        Map.of("rows", (double) rule.count()),
        rule.first());
  }
}
