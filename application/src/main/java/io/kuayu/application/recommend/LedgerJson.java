package io.kuayu.application.recommend;

import io.kuayu.engine.request.ScoreLedger;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The JSON of a {@link ScoreLedger}, the same wherever reasons are told. */
public final class LedgerJson {
  private LedgerJson() {}

  /** Writes the amounts and shares into a node. */
  public static void put(ObjectNode node, ScoreLedger ledger) {
    node.put("score", ledger.score());
    entries(node.putArray("domains"), "domain", ledger.domains(), ledger);
    entries(node.putArray("other"), "kind", ledger.other(), ledger);
    node.put("rest", ledger.rest());
  }

  private static void entries(
      ArrayNode list, String name, Map<String, Double> amounts, ScoreLedger ledger) {
    amounts.forEach(
        (key, amount) ->
            list.addObject()
                .put(name, key)
                .put("amount", amount)
                .put("share", ledger.share(amount)));
  }
}
