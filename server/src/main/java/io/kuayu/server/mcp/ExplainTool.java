package io.kuayu.server.mcp;

import io.kuayu.core.ItemKey;
import io.kuayu.server.api.ApiServices;
import io.kuayu.server.api.DomainScope;
import io.kuayu.server.api.ResponseJson;
import java.util.OptionalLong;

/** Why an item has its score for a person. */
final class ExplainTool extends ReaderTool {
  private static final double COST = 4;

  @Override
  public String name() {
    return "explain";
  }

  @Override
  public String title() {
    return "Explain a recommendation";
  }

  @Override
  public String description() {
    return "Tells why an item has its score for a person, whether or not it is on their list: the"
        + " earlier items that speak for or against it, the share of each domain, and shared words."
        + " Only what the person's consent allows is used. "
        + UntrustedText.NOTE;
  }

  @Override
  public ToolSchema input(ApiServices service, DomainScope scope) {
    return new ToolSchema()
        .must("user", ToolSchema.id("the id of the person"))
        .must("domain", ToolSchema.choice(scope.domains(), "the domain of the item"))
        .must("item", ToolSchema.id("the id of the item"));
  }

  @Override
  public ToolSchema output() {
    return ResultSchemas.explanation();
  }

  @Override
  public Computation prepare(ToolCall call) {
    String user = call.arguments().id("user");
    ItemKey item = call.domains().item(call.arguments());
    call.service().mustOffer(item);
    return new Computation(
        COST,
        () ->
            ResponseJson.explanation(
                item,
                call.scope()
                    .within()
                    .apply(
                        call.service()
                            .live()
                            .recommendations()
                            .reasons(user, OptionalLong.empty(), item)),
                call.service().engine().model()));
  }
}
