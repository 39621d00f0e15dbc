package io.kuayu.server.mcp;

import io.kuayu.core.ItemKey;
import io.kuayu.server.api.ApiServices;
import io.kuayu.server.api.DomainScope;
import io.kuayu.server.api.RequestCost;
import io.kuayu.server.api.ResponseJson;
import java.util.Set;

/** The items most like an item. */
final class SimilarItemsTool extends ReaderTool {
  @Override
  public String name() {
    return "similar_items";
  }

  @Override
  public String title() {
    return "Find similar items";
  }

  @Override
  public String description() {
    return "Finds the items most like a given one, in the same domain and in others. Nothing of any"
        + " person is used. Take the item's id from search_items or another answer. "
        + UntrustedText.NOTE;
  }

  @Override
  public ToolSchema input(ApiServices service, DomainScope scope) {
    return new ToolSchema()
        .must("domain", ToolSchema.choice(scope.domains(), "the domain of the item"))
        .must("item", ToolSchema.id("the id of the item"))
        .may("domains", ToolSchema.domains(scope, "where to look; everywhere if absent"))
        .may("k", ToolSchema.length(ToolCall.maxList(service), ToolCall.defaultList(service)));
  }

  @Override
  public ToolSchema output() {
    return ResultSchemas.list();
  }

  @Override
  public Computation prepare(ToolCall call) {
    ItemKey item = call.domains().item(call.arguments());
    call.service().mustOffer(item);
    Set<String> domains = call.domains().asked(call.arguments());
    int k = call.k();
    return new Computation(
        RequestCost.ofSimilar(k),
        () ->
            ResponseJson.answer(
                call.service().live().recommendations().similar(item, domains, k),
                false,
                call.scope().within()));
  }
}
