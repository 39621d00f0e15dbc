package io.kuayu.server.mcp;

import io.kuayu.core.Item;
import io.kuayu.server.api.ApiServices;
import io.kuayu.server.api.DomainScope;
import io.kuayu.server.api.ResponseJson;
import io.kuayu.server.web.HttpJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Items by title. */
final class SearchItemsTool extends ReaderTool {
  private static final int MAX_QUERY_LENGTH = 200;

  @Override
  public String name() {
    return "search_items";
  }

  @Override
  public String title() {
    return "Search items";
  }

  @Override
  public String description() {
    return "Finds items whose title holds a text, and gives their ids for the other tools. It"
        + " compares letters, not meanings: use one or two words of the title. "
        + UntrustedText.NOTE;
  }

  @Override
  public ToolSchema input(ApiServices service, DomainScope scope) {
    return new ToolSchema()
        .must(
            "query",
            ToolSchema.text("a part of the title; upper and lower case are the same")
                .put("minLength", 1)
                .put("maxLength", MAX_QUERY_LENGTH))
        .may("domains", ToolSchema.domains(scope, "where to look; everywhere if absent"))
        .may("k", ToolSchema.length(ToolCall.maxList(service), ToolCall.defaultList(service)));
  }

  @Override
  public ToolSchema output() {
    ToolSchema item =
        ResultSchemas.key().must("title", ToolSchema.text("untrusted text of the catalogue"));
    return new ToolSchema()
        .must("items", ToolSchema.list(item.node(), "titles that begin with the text first"));
  }

  @Override
  public Computation prepare(ToolCall call) {
    String query = call.arguments().text("query");
    if (query.isBlank() || query.length() > MAX_QUERY_LENGTH) {
      throw call.arguments().wrong("query", "must have 1 to " + MAX_QUERY_LENGTH + " characters");
    }
    Set<String> domains = call.domains().asked(call.arguments());
    int k = call.k();
    return new Computation(domains.size(), () -> found(call, query, domains, k));
  }

  /** The best of each domain, then the second best of each, and so on. */
  private static ObjectNode found(ToolCall call, String query, Set<String> domains, int k) {
    List<List<Item>> byDomain = new ArrayList<>();
    domains.forEach(domain -> byDomain.add(call.service().live().items().find(domain, query, k)));
    ObjectNode answer = HttpJson.object();
    ArrayNode items = answer.putArray("items");
    for (int place = 0; place < k; place++) {
      for (List<Item> found : byDomain) {
        if (place < found.size() && items.size() < k) {
          Item item = found.get(place);
          ResponseJson.key(items.addObject(), item.key()).put("title", item.title());
        }
      }
    }
    return answer;
  }
}
