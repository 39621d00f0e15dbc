package io.kuayu.application.explain;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The JSON of a {@link WrittenExplanation}, the same wherever reasons are told. */
public final class WrittenJson {
  /** The name of the field; it is there only where a chat model is configured. */
  public static final String FIELD = "summary";

  private WrittenJson() {}

  /** Writes the text, who wrote it, and which reasons it tells into a node. */
  public static void put(ObjectNode node, WrittenExplanation written) {
    node.put("text", written.text());
    node.put("by", written.isByChat() ? "chat" : "template");
    ArrayNode reasons = node.putArray("reasons");
    written.reasons().forEach(reasons::add);
  }
}
