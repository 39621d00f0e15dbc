package io.kuayu.corpus.report;

import java.util.ArrayList;
import java.util.List;

/**
 * What a rule met.
 *
 * @param rule its name
 * @param domain where; empty where it concerns all domains
 * @param action what was done about it: what the rule says in words
 * @param count number of rows
 * @param first the first of them, at most {@value #SHOWN}
 */
public record RuleOutcome(
    String rule, String domain, String action, long count, List<BadRow> first) {
  /** How many rows a rule shows. */
  public static final int SHOWN = 10;

  public RuleOutcome {
    first = List.copyOf(first);
  }

  /** The outcome for people: the count, then a line for each row that is shown. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(rule + ": " + count);
    first.forEach(row -> lines.add("  " + row));
    return lines;
  }
}
