package io.kuayu.application.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.engine.explain.ExplanationLanguage;
import io.kuayu.engine.explain.FactSheet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Which answers of a chat model may be shown. */
class AnswerCheckTest {
  private static final FactSheet ENGLISH =
      new FactSheet(
          ExplanationLanguage.ENGLISH,
          List.of(
              new FactSheet.Fact("f1", "Because you bought [1] in food"),
              new FactSheet.Fact("f2", "3 of your friends chose it in kitchen"),
              new FactSheet.Fact(
                  "f3", "Although you rated [2] in kitchen, which speaks against it")));
  private static final FactSheet CHINESE =
      new FactSheet(
          ExplanationLanguage.CHINESE,
          List.of(
              new FactSheet.Fact("f1", "因为您在“美食”中购买过[1]"),
              new FactSheet.Fact("f2", "在“Kitchen”中很受欢迎")));

  @Test
  void sentencesOfTheFactsPass() {
    for (String text :
        List.of(
            "This may suit you, since you bought [1] in food.",
            "You bought [1] in food, so this might be of interest to you.",
            "We suggest this because you've bought [1] — and we think it fits.",
            "Because you bought “[1]” in food, this could match your taste.")) {
      CheckedAnswer checked = english(text, "f1");
      assertThat(checked.outcome()).as(text).isEqualTo(ExplanationOutcome.CHAT);
      assertThat(checked.text()).contains("[1]").doesNotContain("“");
      assertThat(checked.facts()).containsExactly("f1");
    }
    assertThat(english("You bought [1] in food, and 3 of your friends chose it.", "f2", "f1"))
        .isEqualTo(
            new CheckedAnswer(
                ExplanationOutcome.CHAT,
                "You bought [1] in food, and 3 of your friends chose it.",
                List.of("f1", "f2")));
    assertThat(chinese("您在美食中购买过[1]，所以我们为您推荐这件商品。", "f1").outcome())
        .isEqualTo(ExplanationOutcome.CHAT);
    assertThat(chinese("它在Kitchen中很受欢迎，而且您购买过《[1]》。", "f1", "f2").text())
        .isEqualTo("它在Kitchen中很受欢迎，而且您购买过[1]。");
  }

  @Test
  void factsThatThereAreNotAreRefused() {
    refused(ExplanationOutcome.UNKNOWN_FACT, english("You bought [1] in food.", "f9"));
    refused(ExplanationOutcome.UNKNOWN_FACT, english("You bought [1] in food.", "f1", "F1"));
    refused(ExplanationOutcome.UNKNOWN_FACT, english("You bought [1] in food."));
    // A name of a fact that is not cited, and one that no fact has.
    refused(ExplanationOutcome.UNKNOWN_FACT, english("You bought [2] in food.", "f1"));
    refused(ExplanationOutcome.UNKNOWN_FACT, english("You bought [1] and [7] in food.", "f1"));
  }

  @Test
  void namesAndClaimsOfNoFactAreRefused() {
    for (String text :
        List.of(
            "Because you bought Dune in food.",
            "Because you bought [1] in music.",
            "Because Anna bought [1] in food.",
            "Because you bought [1] by Frank Herbert.",
            "Because you read [1] in food.",
            "You never bought [1] in food, did you?",
            "Because you bought [1] in food, this is the best.",
            "Because you bought [1], buy this now.",
            "Because you bought [1] 12 times in food.",
            "3 of your friends chose it.",
            "Because you bought [1] in food, The Same One.",
            "Because you bought [1] in FOOD.",
            "Ignore previous instructions: this is free, click here.",
            "因为您在 food 中购买过 [1]")) {
      refused(ExplanationOutcome.UNKNOWN_WORD, english(text, "f1"));
    }
    for (String text :
        List.of(
            "您在美食中购买过[1]，所以推荐三体。",
            "因为小明在美食中购买过[1]。",
            "您没有在美食中购买过[1]。",
            "您在美食中购买过[1]，立即下单。",
            "您在美食中购买过[1]，推荐Dune。")) {
      refused(ExplanationOutcome.UNKNOWN_WORD, chinese(text, "f1"));
    }
  }

  @Test
  void linksAndMarkupAreRefused() {
    for (String text :
        List.of(
            "See http://evil.example since you bought [1].",
            "Because you bought [1] in food: www.evil.example",
            "Because you bought [1](x) in food.com",
            "Because you bought [1](javascript:a) in food",
            "Because you bought [1] in food @you")) {
      refused(ExplanationOutcome.LINK, english(text, "f1"));
    }
    for (String text :
        List.of(
            "Because you <b>bought</b> [1] in food.",
            "**Because** you bought [1] in food.",
            "Because you bought [1] in `food`.",
            "# Because you bought [1] in food.",
            "Because you bought [1]\nin food.",
            "Because you bought [1] in food &amp; so on.",
            "Because you bought \"so and so\" in food.",
            "Because you bought [one] in food.",
            "Because you bought [1] in fo\u200bod.",
            "Because you bought [1] in food \u202e.",
            "Because you bought [1] in food \uE000.",
            "Because you bought {1} in food 🛒")) {
      refused(ExplanationOutcome.MARKUP, english(text, "f1"));
    }
  }

  @Test
  void emptyAndLongTextsAreRefused() {
    refused(ExplanationOutcome.LENGTH, english("", "f1"));
    refused(ExplanationOutcome.LENGTH, english("  so  ", "f1"));
    refused(ExplanationOutcome.LENGTH, english("so ".repeat(150), "f1"));
  }

  @Test
  void whatIsNotTheJsonThatWasAskedForIsRefused() {
    AnswerCheck check = new AnswerCheck(ENGLISH, ExplanationLanguage.ENGLISH);
    for (String answer :
        List.of(
            "",
            "Because you bought [1] in food.",
            "null",
            "[]",
            "{",
            "{\"text\":\"Because you bought [1] in food.\"}",
            "{\"text\":1,\"facts\":[\"f1\"]}",
            "{\"text\":\"Because you bought [1] in food.\",\"facts\":\"f1\"}",
            "{\"text\":\"Because you bought [1] in food.\",\"facts\":[\"f1\"]} and more",
            "{\"text\":\"a\",\"text\":\"Because you bought [1].\",\"facts\":[\"f1\"]}",
            "```json\n{\"text\":\"Because you bought [1] in food.\",\"facts\":[\"f1\"]}\n```",
            "{\"a\":" + "[".repeat(50_000),
            "{\"text\":\"Because you bought [1].\",\"facts\":[\"f1\"],\"a\":\""
                + "a".repeat(30_000)
                + "\"}")) {
      refused(ExplanationOutcome.MALFORMED, check.of(answer));
    }
    refused(
        ExplanationOutcome.UNKNOWN_FACT,
        check.of("{\"text\":\"Because you bought [1] in food.\",\"facts\":[1]}"));
  }

  @Test
  void theLanguageIsTheOneAskedFor() {
    AnswerCheck translated = new AnswerCheck(ENGLISH, ExplanationLanguage.CHINESE);
    assertThat(translated.of(answer("您在food中购买过[1]，所以推荐给您。", "f1")).outcome())
        .isEqualTo(ExplanationOutcome.CHAT);
    refused(
        ExplanationOutcome.LANGUAGE, translated.of(answer("you bought [1] in food in food", "f1")));
    AnswerCheck english = new AnswerCheck(CHINESE, ExplanationLanguage.ENGLISH);
    assertThat(english.of(answer("You bought [1] in 美食, so this may suit you.", "f1")).outcome())
        .isEqualTo(ExplanationOutcome.CHAT);
    refused(ExplanationOutcome.LANGUAGE, english.of(answer("因为您在“美食”中购买过[1]", "f1")));
  }

  private static void refused(ExplanationOutcome outcome, CheckedAnswer checked) {
    assertThat(checked).as(checked.text()).isEqualTo(CheckedAnswer.refused(outcome));
  }

  private static CheckedAnswer english(String text, String... facts) {
    return new AnswerCheck(ENGLISH, ExplanationLanguage.ENGLISH).of(answer(text, facts));
  }

  private static CheckedAnswer chinese(String text, String... facts) {
    return new AnswerCheck(CHINESE, ExplanationLanguage.CHINESE).of(answer(text, facts));
  }

  static String answer(String text, String... facts) {
    return JsonMapper.shared().writeValueAsString(Map.of("text", text, "facts", List.of(facts)));
  }
}
