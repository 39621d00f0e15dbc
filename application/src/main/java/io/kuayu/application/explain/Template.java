package io.kuayu.application.explain;

import io.kuayu.engine.explain.ExplanationLanguage;
import io.kuayu.engine.explain.NamedFacts;
import java.util.List;
import java.util.stream.IntStream;

/** Joins the sentences of reasons to a text, without a chat model. */
final class Template {
  private Template() {}

  static WrittenExplanation of(NamedFacts explained, ExplanationOutcome outcome) {
    List<String> sentences = explained.sentences();
    boolean isChinese = explained.sheet().language() == ExplanationLanguage.CHINESE;
    String end = isChinese ? "。" : ".";
    String text =
        sentences.isEmpty() ? "" : String.join(isChinese ? end : end + " ", sentences) + end;
    return new WrittenExplanation(
        text, outcome, IntStream.range(0, sentences.size()).boxed().toList());
  }
}
