package io.kuayu.application.explain;

import io.kuayu.engine.explain.ExplanationLanguage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The words that an explanation may have: linking words, and those of the facts that it cites. A
 * word of Chinese is one character. Names, praise and calls to action are not among the linking
 * words, so they can come from nowhere.
 */
final class ExplanationVocabulary {
  /** A word, a number, or one Chinese character. */
  static final Pattern TOKEN =
      Pattern.compile("\\p{IsHan}|[\\p{L}\\p{M}&&[^\\p{IsHan}]]+(?:['’][\\p{L}]+)?|\\p{N}+");

  private static final ExplanationVocabulary ENGLISH = new ExplanationVocabulary("words-en.txt");
  private static final ExplanationVocabulary CHINESE = new ExplanationVocabulary("words-zh.txt");

  private final Set<String> linking = new HashSet<>();

  /** Words that facts have; allowed where the facts are in another language than the text. */
  private final Set<String> evidence = new HashSet<>();

  private ExplanationVocabulary(String resource) {
    Set<String> section = linking;
    for (String line : lines(resource)) {
      if (line.startsWith("#")) {
        continue;
      }
      if (line.equals("[evidence]")) {
        section = evidence;
        continue;
      }
      section.addAll(tokens(line));
    }
  }

  static ExplanationVocabulary of(ExplanationLanguage language) {
    return switch (language) {
      case ENGLISH -> ENGLISH;
      case CHINESE -> CHINESE;
    };
  }

  /** The words of a text, in lower case. */
  static List<String> tokens(String text) {
    return TOKEN
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .map(ExplanationVocabulary::normal)
        .toList();
  }

  /** In lower case, with a straight apostrophe. */
  static String normal(String token) {
    return token.toLowerCase(Locale.ROOT).replace('’', '\'');
  }

  /** Whether a word joins what the facts say. */
  boolean isLinking(String token) {
    return linking.contains(normal(token));
  }

  /** Whether a word is one with which facts are told. */
  boolean isEvidence(String token) {
    return evidence.contains(normal(token));
  }

  private static List<String> lines(String resource) {
    try (InputStream in =
        Objects.requireNonNull(
            ExplanationVocabulary.class.getResourceAsStream(resource), resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
