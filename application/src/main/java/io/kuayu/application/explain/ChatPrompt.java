package io.kuayu.application.explain;

import io.kuayu.engine.explain.ExplanationLanguage;
import io.kuayu.engine.explain.FactSheet;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes what is sent to a chat model: fixed instructions, and the facts as JSON. */
final class ChatPrompt {
  private static final JsonMapper JSON = JsonMapper.shared();

  private ChatPrompt() {}

  /** The same for every recommendation. */
  static String instructions(ExplanationLanguage language) {
    return """
    You explain a recommendation to the person it is for. You are given facts as JSON; each has an id.
    Write one or two short sentences in %s. Call the person "you" and the recommended item "this".
    - Tell only what the facts say, with the verbs that the facts use, and plain linking words.
    - [1], [2] and [3] stand for names. Copy them as they are, without quotation marks around them.
    - Name, describe or praise nothing else. No numbers, links, lists or markup of your own.
    Answer with one JSON object and nothing else: {"text": "the sentences", "facts": ["f1"]}
    where "facts" lists the id of every fact that the text tells.
    """
        .formatted(language.written());
  }

  /** The facts. */
  static String message(FactSheet sheet) {
    ObjectNode root = JSON.createObjectNode();
    ArrayNode facts = root.putArray("facts");
    for (FactSheet.Fact fact : sheet.facts()) {
      facts.addObject().put("id", fact.id()).put("text", fact.text());
    }
    return JSON.writeValueAsString(root);
  }
}
