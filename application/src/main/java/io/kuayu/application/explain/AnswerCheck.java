package io.kuayu.application.explain;

import static io.kuayu.application.explain.CheckedAnswer.refused;

import io.kuayu.engine.explain.ExplanationLanguage;
import io.kuayu.engine.explain.FactSheet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Decides whether an answer of a chat model may be shown. It must be the JSON that was asked for,
 * cite facts that there are, and be plain sentences of linking words, words of the cited facts and
 * placeholders of names. Whatever a model makes up, or was talked into, has other words.
 */
final class AnswerCheck {
  private static final int MIN_LENGTH = 6;
  private static final int MAX_LENGTH = 400;
  private static final int MAX_ANSWER = 20_000;
  private static final int MAX_DEPTH = 8;

  private static final Pattern PLACEHOLDER =
      Pattern.compile("[\"'“”‘’«»「」《》]?(\\[\\d{1,3}])[\"'“”‘’«»「」《》]?");
  private static final Pattern LINK =
      Pattern.compile("(?i)https?\\b|www|//|@|\\p{L}[.:]\\p{L}|\\]\\(");
  private static final Pattern PLAIN =
      Pattern.compile("[\\p{L}\\p{M}\\p{N} ,.;:!?'’()\\-–—…，。；：！？、（）\\[\\]]*");

  /** Signs that names of domains have, or that facts write around them; allowed where facts do. */
  private static final String OF_DOMAINS = "_&+%“”";

  /** Stands for a placeholder while words are looked at; no letter, and part of no plain text. */
  private static final String NAME = "\uE000";

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final FactSheet sheet;
  private final ExplanationLanguage language;

  /**
   * @param sheet what the model was told
   * @param language in which it was asked to answer
   */
  AnswerCheck(FactSheet sheet, ExplanationLanguage language) {
    this.sheet = sheet;
    this.language = language;
  }

  /** Checks what the model answered. */
  CheckedAnswer of(String answer) {
    Optional<JsonNode> read = object(answer);
    if (read.isEmpty()
        || !read.get().path("text").isString()
        || !read.get().path("facts").isArray()) {
      return refused(ExplanationOutcome.MALFORMED);
    }
    List<FactSheet.Fact> cited = new ArrayList<>();
    for (JsonNode id : read.get().get("facts")) {
      Optional<FactSheet.Fact> fact =
          sheet.facts().stream()
              .filter(one -> id.isString() && one.id().equals(id.stringValue()))
              .findFirst();
      if (fact.isEmpty()) {
        return refused(ExplanationOutcome.UNKNOWN_FACT);
      }
      cited.add(fact.get());
    }
    if (cited.isEmpty()) {
      return refused(ExplanationOutcome.UNKNOWN_FACT);
    }
    String text =
        PLACEHOLDER.matcher(read.get().get("text").stringValue().strip()).replaceAll("$1");
    return problem(text, cited)
        .map(CheckedAnswer::refused)
        .orElseGet(
            () ->
                new CheckedAnswer(
                    ExplanationOutcome.CHAT,
                    text,
                    cited.stream().map(FactSheet.Fact::id).distinct().sorted().toList()));
  }

  private static Optional<JsonNode> object(String answer) {
    if (answer.length() > MAX_ANSWER) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readTree(answer)).filter(JsonNode::isObject);
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private Optional<ExplanationOutcome> problem(String text, List<FactSheet.Fact> cited) {
    int length = text.codePointCount(0, text.length());
    if (length < MIN_LENGTH || length > MAX_LENGTH) {
      return Optional.of(ExplanationOutcome.LENGTH);
    }
    if (LINK.matcher(text).find()) {
      return Optional.of(ExplanationOutcome.LINK);
    }
    String facts = String.join("\n", cited.stream().map(FactSheet.Fact::text).toList());
    if (!PLAIN.matcher(withoutSigns(text, facts)).matches()) {
      return Optional.of(ExplanationOutcome.MARKUP);
    }
    Matcher placeholder = PLACEHOLDER.matcher(text);
    while (placeholder.find()) {
      if (!facts.contains(placeholder.group(1))) {
        return Optional.of(ExplanationOutcome.UNKNOWN_FACT);
      }
    }
    String nameless = PLACEHOLDER.matcher(text).replaceAll(NAME);
    if (nameless.indexOf('[') >= 0 || nameless.indexOf(']') >= 0) {
      return Optional.of(ExplanationOutcome.MARKUP);
    }
    String told = PLACEHOLDER.matcher(facts).replaceAll(NAME);
    return isKnown(nameless, told)
        ? Optional.of(ExplanationOutcome.LANGUAGE).filter(_ -> !isInLanguage(nameless))
        : Optional.of(ExplanationOutcome.UNKNOWN_WORD);
  }

  private static String withoutSigns(String text, String facts) {
    StringBuilder left = new StringBuilder();
    text.chars()
        .filter(sign -> OF_DOMAINS.indexOf(sign) < 0 || facts.indexOf(sign) < 0)
        .forEach(sign -> left.append((char) sign));
    return left.toString();
  }

  private boolean isKnown(String text, String told) {
    ExplanationVocabulary words = ExplanationVocabulary.of(language);
    boolean isTranslated = language != sheet.language();
    Set<String> exact = new HashSet<>();
    Set<String> known = new HashSet<>(ExplanationVocabulary.tokens(told));
    ExplanationVocabulary.TOKEN.matcher(told).results().forEach(word -> exact.add(word.group()));
    Matcher token = ExplanationVocabulary.TOKEN.matcher(text);
    while (token.find()) {
      String word = token.group();
      boolean isAllowed =
          known.contains(ExplanationVocabulary.normal(word))
              || words.isLinking(word)
              || (isTranslated && words.isEvidence(word));
      if (!isAllowed || !(exact.contains(word) || isWrittenSmall(word, text, token.start()))) {
        return false;
      }
    }
    return true;
  }

  /** A capital letter within a sentence would make a name of ordinary words. */
  private static boolean isWrittenSmall(String word, String text, int start) {
    boolean isSmall = word.equals(word.toLowerCase(Locale.ROOT));
    boolean isBegin = text.substring(0, start).strip().matches("(?s).*[.!?。！？]|");
    boolean isSmallBehind = word.substring(1).equals(word.substring(1).toLowerCase(Locale.ROOT));
    return isSmall || (isBegin && isSmallBehind);
  }

  private boolean isInLanguage(String text) {
    long han = text.codePoints().filter(AnswerCheck::isHan).count();
    long others = text.codePoints().filter(Character::isLetter).count() - han;
    return switch (language) {
      case ENGLISH -> others > han;
      case CHINESE -> han > 0 && 2 * han >= others;
    };
  }

  private static boolean isHan(int point) {
    return Character.UnicodeScript.of(point) == Character.UnicodeScript.HAN;
  }
}
