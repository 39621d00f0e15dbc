package io.kuayu.server.api;

import io.kuayu.application.explain.WrittenExplanation;
import io.kuayu.application.explain.WrittenJson;
import io.kuayu.application.recommend.LedgerJson;
import io.kuayu.core.Event;
import io.kuayu.core.Item;
import io.kuayu.core.ItemKey;
import io.kuayu.core.Reason;
import io.kuayu.core.Recommendation;
import io.kuayu.core.content.Content;
import io.kuayu.core.content.ContentSource;
import io.kuayu.engine.explain.ReasonBuilder;
import io.kuayu.engine.request.Answer;
import io.kuayu.engine.request.Explanation;
import io.kuayu.privacy.consent.ConsentPolicy;
import io.kuayu.privacy.consent.Decision;
import io.kuayu.server.web.HttpJson;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes answers as JSON in the same shape as the commands. */
public final class ResponseJson {
  private ResponseJson() {}

  /**
   * A list.
   *
   * @param told the part of an explanation that the caller may see
   */
  public static ObjectNode answer(Answer answer, boolean explain, UnaryOperator<Explanation> told) {
    return answer(answer, explain, told, Map.of());
  }

  /**
   * A list with explanations as text.
   *
   * @param told the part of an explanation that the caller may see
   * @param written texts by item
   */
  static ObjectNode answer(
      Answer answer,
      boolean explain,
      UnaryOperator<Explanation> told,
      Map<ItemKey, WrittenExplanation> written) {
    ObjectNode root = HttpJson.object();
    ArrayNode items = root.putArray("items");
    for (Recommendation line : answer.items()) {
      ObjectNode node = items.addObject();
      node.put("domain", line.item().domain());
      node.put("item", line.item().id());
      node.put("score", line.score());
      node.put("rank", line.rank());
      node.put("title", line.title());
      node.put("source", line.source());
      if (explain) {
        Explanation explanation =
            told.apply(answer.explanations().getOrDefault(line.item(), Explanation.NONE));
        reasons(
            node.putArray("reasons"),
            explanation.reasons().stream().limit(ReasonBuilder.MAX_EVIDENCE).toList());
        if (answer.explanations().containsKey(line.item())) {
          sides(node.putObject("explanation"), explanation);
        }
        Optional.ofNullable(written.get(line.item()))
            .ifPresent(text -> WrittenJson.put(node.putObject(WrittenJson.FIELD), text));
      }
    }
    root.put("model", answer.model());
    ArrayNode degraded = root.putArray("degraded");
    answer.degraded().forEach(degraded::add);
    return root;
  }

  /** What a person decided, and what holds for everything else. */
  public static ObjectNode consents(String user, ConsentPolicy policy, List<Decision> decisions) {
    ObjectNode answer = HttpJson.object().put("user", user);
    ObjectNode otherwise = answer.putObject("otherwise");
    policy.described().forEach((name, value) -> otherwise.put(name, value.toString()));
    ArrayNode list = answer.putArray("consents");
    decisions.forEach(decision -> list.add(decision(decision)));
    return answer;
  }

  static ObjectNode decision(Decision decision) {
    return HttpJson.object()
        .put("from", decision.source())
        .put("to", decision.target())
        .put("purpose", decision.purpose().written())
        .put("granted", decision.granted());
  }

  /** Why an item has its score. */
  public static ObjectNode explanation(ItemKey item, Explanation explanation, String model) {
    ObjectNode node = key(HttpJson.object(), item);
    reasons(node.putArray("reasons"), explanation.reasons());
    sides(node, explanation);
    node.put("model", model);
    return node;
  }

  private static void reasons(ArrayNode list, List<Reason> reasons) {
    for (Reason reason : reasons) {
      ObjectNode node = list.addObject().put("kind", reason.kind());
      reason.item().ifPresent(item -> key(node, item));
      node.put("weight", reason.weight());
      node.put("text", reason.text());
      reason.modality().ifPresent(by -> node.put("modality", by.lowerCase()));
    }
  }

  private static void sides(ObjectNode node, Explanation explanation) {
    ObjectNode domains = node.putObject("domains");
    new TreeMap<>(explanation.domains()).forEach(domains::put);
    ObjectNode sources = node.putObject("sources");
    new TreeMap<>(explanation.sources()).forEach(sources::put);
    ArrayNode words = node.putArray("words");
    explanation.words().forEach(words::add);
    explanation.ledger().ifPresent(ledger -> LedgerJson.put(node.putObject("ledger"), ledger));
  }

  static ObjectNode event(Event event, String title) {
    ObjectNode node = key(HttpJson.object(), event.item());
    node.put("type", event.type());
    node.put("value", event.value());
    node.put("timestamp", event.timestamp());
    return node.put("title", title);
  }

  static ObjectNode item(Item item) {
    ObjectNode node = key(HttpJson.object(), item.key());
    node.put("title", item.title());
    node.put("text", item.text());
    ObjectNode attributes = node.putObject("attributes");
    for (Map.Entry<String, String> entry : new TreeMap<>(item.attributes()).entrySet()) {
      attributes.put(entry.getKey(), entry.getValue());
    }
    media(node, item);
    return node;
  }

  /**
   * Adds to each item of a list what it has besides its text.
   *
   * @param answer a list, or an answer without one
   * @param find finds an item
   */
  static ObjectNode withMedia(ObjectNode answer, Function<ItemKey, Optional<Item>> find) {
    for (JsonNode line : answer.path("items")) {
      ItemKey key = new ItemKey(line.path("domain").asString(), line.path("item").asString());
      find.apply(key).ifPresent(item -> media((ObjectNode) line, item));
    }
    return answer;
  }

  /** Adds what an item has besides its text to see and to hear, where there is something. */
  static void media(ObjectNode node, Item item) {
    List<Content> shown =
        item.media().stream()
            .filter(content -> !(content.source() instanceof ContentSource.InlineVector))
            .toList();
    if (!shown.isEmpty()) {
      ArrayNode media = node.putArray("media");
      shown.forEach(content -> media.add(content.modality().lowerCase()));
    }
  }

  /** Adds the key of an item. */
  public static ObjectNode key(ObjectNode node, ItemKey item) {
    return node.put("domain", item.domain()).put("item", item.id());
  }
}
