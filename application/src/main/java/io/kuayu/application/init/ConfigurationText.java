package io.kuayu.application.init;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The configuration as text, with a comment on each choice.
 *
 * @param lines of the file
 * @param remarks what a person should look at, each with its line
 */
record ConfigurationText(List<String> lines, List<Remark> remarks) {
  private static final int COMMENT_COLUMN = 46;
  private static final String PLAIN = "[\\p{L}_./*][\\p{L}\\p{N}_./*=+-]*";
  private static final String KEYWORD = "(?i)true|false|null|yes|no|on|off|~|\\*.*";

  ConfigurationText {
    lines = List.copyOf(lines);
    remarks = List.copyOf(remarks);
  }

  static ConfigurationText of(DatasetGuess guess) {
    Writer writer = new Writer();
    writer.line(
        "# Drafted by `kuayu init` from a sample of the files. Look at the lines marked with ??.");
    writer.line("# Check it: ./kuayu validate -c THIS FILE. Every key: docs/configuration.md.");
    writer.line("workdir: work");
    writer.line("seed: 42");
    writer.line("domains:");
    for (DomainGuess domain : guess.domains()) {
      writer.line("  " + scalar(domain.name()) + ":");
      domain
          .items()
          .ifPresent(
              items -> {
                writer.line("    items:");
                writer.source(items, "      ", "      ");
              });
      writer.line("    events:");
      boolean list = domain.events().size() > 1;
      for (SourceGuess events : domain.events()) {
        writer.source(events, list ? "      - " : "      ", list ? "        " : "      ");
      }
    }
    guess.order().ifPresent(column -> writer.line("order: " + scalar(column)));
    guess
        .users()
        .ifPresent(
            users -> {
              writer.line("users:");
              writer.source(users, "  ", "  ");
            });
    for (UnusedFile unused : guess.unused()) {
      writer.line("# not used: " + unused.path() + ": " + unused.reason());
    }
    writer.line(
        guess
            .split()
            .map(column -> "split: { by: column, column: " + scalar(column) + " }")
            .orElse(
                "split: { by: leave-one-out }      # or { by: time, valid: 2025-05-01, test:"
                    + " 2025-06-01 }"));
    writer.line("# model: blend                    # the default; item-knn trains in seconds");
    return new ConfigurationText(writer.lines, writer.remarks);
  }

  String text() {
    return String.join("\n", lines) + "\n";
  }

  /** A value as YAML. */
  static String scalar(Object value) {
    if (value instanceof List<?> list) {
      return list.stream()
          .map(ConfigurationText::scalar)
          .collect(Collectors.joining(", ", "[", "]"));
    }
    String text = value.toString();
    if (text.matches(PLAIN) && !text.matches(KEYWORD)) {
      return text;
    }
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            point -> {
              if (point == '"' || point == '\\') {
                quoted.append('\\').appendCodePoint(point);
              } else if (point == '\t') {
                quoted.append("\\t");
              } else if (Character.isISOControl(point)
                  || Character.getType(point) == Character.FORMAT) {
                quoted.append("\\u%04x".formatted(point));
              } else {
                quoted.appendCodePoint(point);
              }
            });
    return quoted.append('"').toString();
  }

  /** Collects lines. */
  private static final class Writer {
    private final List<String> lines = new ArrayList<>();
    private final List<Remark> remarks = new ArrayList<>();

    void line(String line) {
      lines.add(line.replaceAll("[\\p{Cntrl}]", " "));
    }

    void source(SourceGuess source, String first, String indent) {
      key(first, "path", source.path(), source.described());
      for (KeyGuess key : source.keys()) {
        if (key.isOpen()) {
          Doubt doubt = key.doubt().orElseThrow();
          line(indent + "# ?? " + doubt.question() + " Uncomment one:");
          remark(source, key, doubt, lines.size() + 1);
          doubt.alternatives().forEach(one -> line(indent + "# " + one));
        } else {
          if (!key.value().equals("")) {
            key(indent, key.key(), key.value(), key.reason());
          }
          key.doubt()
              .ifPresent(
                  doubt -> {
                    line(indent + "# ?? " + doubt.question());
                    remark(
                        source,
                        key,
                        doubt,
                        lines.size() + (doubt.alternatives().isEmpty() ? -1 : 1));
                    doubt.alternatives().forEach(one -> line(indent + "# " + one));
                  });
        }
      }
    }

    private void remark(SourceGuess source, KeyGuess key, Doubt doubt, int line) {
      remarks.add(new Remark(line, source.path(), key.key(), doubt));
    }

    private void key(String indent, String key, Object value, String comment) {
      String line = indent + key + ": " + scalar(value);
      line(
          comment.isEmpty()
              ? line
              : line + " ".repeat(Math.max(2, COMMENT_COLUMN - line.length())) + "# " + comment);
    }
  }

  /**
   * Something to look at.
   *
   * @param line of the file, from 1
   * @param path of the source
   * @param key that is in doubt
   */
  record Remark(int line, String path, String key, Doubt doubt) {}
}
