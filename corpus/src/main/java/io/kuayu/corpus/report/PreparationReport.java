package io.kuayu.corpus.report;

import java.util.List;

/**
 * What a preparation did.
 *
 * @param sources what became of each file
 * @param rules what each rule met; rules that met nothing are left out
 * @param warnings what people should know, in sentences
 * @param seconds that it took
 */
public record PreparationReport(
    List<SourceOutcome> sources, List<RuleOutcome> rules, List<String> warnings, double seconds) {
  public PreparationReport {
    sources = List.copyOf(sources);
    rules = List.copyOf(rules);
    warnings = List.copyOf(warnings);
  }

  /** What each rule met, for people. */
  public List<String> lines() {
    return rules.stream().flatMap(rule -> rule.lines().stream()).toList();
  }
}
