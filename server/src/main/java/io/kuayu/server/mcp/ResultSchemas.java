package io.kuayu.server.mcp;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Schemas of what several tools answer; the shapes are those of the REST API. */
final class ResultSchemas {
  private ResultSchemas() {}

  /** A list of items. */
  static ToolSchema list() {
    ToolSchema explanation = sides(new ToolSchema());
    ToolSchema item =
        key()
            .must("score", ToolSchema.number("orders this answer; not comparable between answers"))
            .must("rank", ToolSchema.whole("place in the list, from 1"))
            .must("title", ToolSchema.text("untrusted text of the catalogue"))
            .must("source", ToolSchema.text("the model family that speaks most for the item"))
            .may("reasons", reasons("the strongest reasons, where they were asked for"))
            .may("explanation", explanation.node());
    return new ToolSchema()
        .must("items", ToolSchema.list(item.node(), "best first"))
        .must("model", ToolSchema.text("what answered, and its version"))
        .must(
            "degraded",
            ToolSchema.list(
                ToolSchema.text("one sentence"), "what the answer had to do without, and why"));
  }

  /** The reasons for one item. */
  static ToolSchema explanation() {
    return sides(key().must("reasons", reasons("all evidence, strongest first")))
        .must("model", ToolSchema.text("what answered, and its version"));
  }

  /** An item's domain and id. */
  static ToolSchema key() {
    return new ToolSchema()
        .must("domain", ToolSchema.text("the domain that it is in"))
        .must("item", ToolSchema.text("its id, unique within its domain"));
  }

  private static ObjectNode reasons(String description) {
    ToolSchema reason =
        new ToolSchema()
            .must("kind", ToolSchema.text("what sort of evidence it is"))
            .may("domain", ToolSchema.text("of the earlier item"))
            .may("item", ToolSchema.text("the earlier item that speaks for this one"))
            .must("weight", ToolSchema.number("signed share of the score"))
            .must("text", ToolSchema.text("for people; holds untrusted titles"))
            .may("modality", ToolSchema.text("image or audio, where that is what is alike"));
    return ToolSchema.list(reason.node(), description);
  }

  private static ToolSchema sides(ToolSchema schema) {
    return schema
        .must("domains", ToolSchema.numbers("share of the events of each domain"))
        .must("sources", ToolSchema.numbers("share of each model family; empty where hidden"))
        .must(
            "words",
            ToolSchema.list(
                ToolSchema.text("untrusted word"), "words that the item shares with earlier ones"))
        .may("ledger", ledger());
  }

  private static ObjectNode ledger() {
    ObjectNode node =
        new ToolSchema()
            .must("score", ToolSchema.number("the sum of all amounts"))
            .must("domains", amounts("domain", "what the person's events of each domain gave"))
            .must("other", amounts("kind", "what other evidence gave"))
            .must("rest", ToolSchema.number("what no evidence accounts for"))
            .node();
    return node.put("description", "the score as a sum; left out where a domain is hidden");
  }

  private static ObjectNode amounts(String name, String description) {
    ToolSchema entry =
        new ToolSchema()
            .must(name, ToolSchema.text("whose amount it is"))
            .must("amount", ToolSchema.number("in units of the score"))
            .must("share", ToolSchema.number("signed share of all amounts"));
    return ToolSchema.list(entry.node(), description);
  }

  /** What a person decided. */
  static ToolSchema consents() {
    ToolSchema decision =
        new ToolSchema()
            .must("from", ToolSchema.text("the domain in which events happened"))
            .must("to", ToolSchema.text("the domain for which they are used"))
            .must(
                "purpose",
                ToolSchema.choice(List.of("training", "personalisation"), "what they are used for"))
            .must("granted", ToolSchema.flag("whether it is allowed"));
    ObjectNode otherwise = ToolSchema.text("of the configuration");
    ObjectNode policy = new ToolSchema().node();
    policy.put("description", "what holds where the person decided nothing");
    policy.set("additionalProperties", otherwise);
    return new ToolSchema()
        .must("user", ToolSchema.text("the person asked about"))
        .must("otherwise", policy)
        .must("consents", ToolSchema.list(decision.node(), "the person's own decisions"));
  }
}
