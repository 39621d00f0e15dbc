package io.kuayu.benchmarks.reproduce;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A row of a table or a sentence of a document with numbers in it.
 *
 * @param document its path from the root of the repository
 * @param section the heading below which it stands; empty where it may stand anywhere
 * @param expressions what {@link MeasuredNumbers} are shown, in order
 * @param pattern finds the place; a group for each expression
 */
record DocumentedClaim(String document, String section, List<String> expressions, Pattern pattern) {
  /** A number as the documents write it; two of them are a hit rate and an NDCG. */
  private static final String NUMBER =
      "(?:\\.\\d+|\\d[\\d,]*(?:\\.\\d+)?)(?: / (?:\\.\\d+|\\d[\\d,]*(?:\\.\\d+)?))?";

  private static final Pattern TOKEN =
      Pattern.compile("\\{(?<expression>[^}]+)}|(?<any>…)|(?<blank>\\s+)");

  /**
   * A number that a document shows.
   *
   * @param line from 1
   */
  record Shown(String document, int line, String expression, String text) {}

  /**
   * A claim from its template: the text of the document with an expression in braces in place of
   * each number, and {@code …} for what may stand there within a cell or a sentence. Blanks stand
   * for ends of lines, too.
   *
   * @param where the document, and the section after {@code #}, where it is needed
   */
  static DocumentedClaim of(String where, String template) {
    String[] place = where.split("#", 2);
    StringBuilder pattern = new StringBuilder();
    List<String> expressions = new ArrayList<>();
    Matcher token = TOKEN.matcher(template);
    int end = 0;
    while (token.find()) {
      pattern.append(literal(template.substring(end, token.start())));
      end = token.end();
      if (token.group("any") != null) {
        pattern.append("[^|]*?");
      } else if (token.group("blank") != null) {
        pattern.append("\\s+");
      } else {
        expressions.add(token.group("expression"));
        pattern.append("\\**(").append(NUMBER).append(")\\**");
      }
    }
    pattern.append(literal(template.substring(end)));
    return new DocumentedClaim(
        place[0],
        place.length > 1 ? place[1] : "",
        List.copyOf(expressions),
        Pattern.compile(pattern.toString()));
  }

  private static String literal(String text) {
    return text.isEmpty() ? "" : Pattern.quote(text);
  }

  /**
   * The one place of a document where the claim stands.
   *
   * @throws IllegalStateException where it stands nowhere or in several places
   */
  MatchResult place(String text) {
    int begin = 0;
    int end = text.length();
    if (!section.isEmpty()) {
      Matcher heading = Pattern.compile("(?m)^#+ " + Pattern.quote(section) + "$").matcher(text);
      if (!heading.find()) {
        throw new IllegalStateException(document + " has no heading: " + section);
      }
      begin = heading.end();
      Matcher next = Pattern.compile("(?m)^#+ ").matcher(text);
      end = next.find(begin) ? next.start() : end;
    }
    Matcher found = pattern.matcher(text).region(begin, end);
    if (!found.find()) {
      throw new IllegalStateException(document + " does not say: " + pattern);
    }
    MatchResult first = found.toMatchResult();
    if (found.find()) {
      throw new IllegalStateException(document + " says more than once: " + pattern);
    }
    return first;
  }

  /** The numbers that the document shows now. */
  List<Shown> numbers(Path root) throws IOException {
    String text = Files.readString(root.resolve(document));
    MatchResult found = place(text);
    List<Shown> numbers = new ArrayList<>();
    for (int index = 0; index < expressions.size(); index++) {
      int line = (int) text.substring(0, found.start(index + 1)).lines().count();
      numbers.add(new Shown(document, line, expressions.get(index), found.group(index + 1)));
    }
    return numbers;
  }
}
