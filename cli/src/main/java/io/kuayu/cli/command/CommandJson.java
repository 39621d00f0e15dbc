package io.kuayu.cli.command;

import io.kuayu.application.explain.WrittenExplanation;
import io.kuayu.application.explain.WrittenJson;
import io.kuayu.application.recommend.LedgerJson;
import io.kuayu.cli.console.Console;
import io.kuayu.core.ItemKey;
import io.kuayu.core.Reason;
import io.kuayu.core.Recommendation;
import io.kuayu.engine.request.Answer;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The JSON that commands print. */
public final class CommandJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private CommandJson() {}

  public static void print(Console console, Object value) {
    console.out().println(MAPPER.writeValueAsString(value));
    console.out().flush();
  }

  /** A list as {@code recommend --json} prints it. */
  public static String list(Answer answer, Map<ItemKey, WrittenExplanation> written) {
    return MAPPER.writeValueAsString(tree(answer, written));
  }

  /** The same as part of other JSON. */
  public static ArrayNode tree(Answer answer) {
    return tree(answer, Map.of());
  }

  private static ArrayNode tree(Answer answer, Map<ItemKey, WrittenExplanation> written) {
    ArrayNode list = MAPPER.createArrayNode();
    for (Recommendation recommendation : answer.items()) {
      ObjectNode node = list.addObject();
      node.put("domain", recommendation.item().domain());
      node.put("item", recommendation.item().id());
      // Scores are floats: as doubles they would show meaningless digits.
      node.put("score", (float) recommendation.score());
      node.put("rank", recommendation.rank());
      node.put("title", recommendation.title());
      node.put("source", recommendation.source());
      ArrayNode reasons = node.putArray("reasons");
      recommendation.reasons().forEach(reason -> put(reason, reasons.addObject()));
      answer
          .ledger(recommendation.item())
          .ifPresent(ledger -> LedgerJson.put(node.putObject("ledger"), ledger));
      Optional.ofNullable(written.get(recommendation.item()))
          .ifPresent(text -> WrittenJson.put(node.putObject(WrittenJson.FIELD), text));
    }
    return list;
  }

  private static void put(Reason reason, ObjectNode node) {
    node.put("kind", reason.kind());
    reason
        .item()
        .ifPresent(
            item -> {
              node.put("domain", item.domain());
              node.put("item", item.id());
            });
    node.put("weight", reason.weight());
    node.put("text", reason.text());
    reason.modality().ifPresent(by -> node.put("modality", by.lowerCase()));
  }
}
