package io.kuayu.server.api;

import io.kuayu.core.Item;
import io.kuayu.core.ItemKey;
import io.kuayu.server.web.Call;
import io.kuayu.server.web.HttpJson;
import io.kuayu.server.web.HttpProblem;
import io.kuayu.server.web.JsonObjectReader;
import io.kuayu.server.web.ProblemCode;
import io.kuayu.server.web.Reply;
import io.kuayu.server.web.Route;
import io.kuayu.storage.access.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Stores, shows, finds and deletes items. */
public final class ItemEndpoints {
  private static final String ITEM = "/api/v1/domains/{domain}/items/{item}";
  private static final String ITEMS = "/api/v1/domains/{domain}/items";

  private final ApiServices service;
  private final ItemBody reader;

  /** Of lines, of which there may be so many that nobody waits for fetches. */
  private final ItemBody lineReader = new ItemBody(new MediaBody(Optional.empty()));

  public ItemEndpoints(ApiServices service) {
    this.service = service;
    reader = new ItemBody(new MediaBody(service.live().mediaFetcher()));
  }

  public List<Route> routes() {
    return List.of(
        Route.of("GET", ITEM, Role.READER, this::show),
        Route.of("PUT", ITEM, Role.CURATOR, this::put),
        Route.of("DELETE", ITEM, Role.CURATOR, this::delete),
        Route.of("GET", ITEM + "/image", Role.READER, new ItemImage(service)::answer),
        Route.of("GET", ITEMS, Role.READER, this::find).withParameters("query", "k"),
        Route.of("POST", ITEMS, Role.CURATOR, this::putMany).asBulk());
  }

  private Reply show(Call call) {
    ItemKey key = key(call);
    service.mustBeDomain(call, Role.READER, key.domain());
    service.mustOffer(key);
    return Reply.ok(ResponseJson.item(service.live().items().item(key).orElseThrow()));
  }

  private Reply put(Call call) {
    ItemKey key = key(call);
    service.mustBeDomain(call, Role.CURATOR, key.domain());
    boolean wasThere = service.engine().offers(key);
    Item item = reader.read(key, call.fields());
    boolean live = service.live().items().put(ApiServices.actor(call), item);
    return Reply.json(wasThere ? 200 : 201, ResponseJson.item(item).put("recommendable", live));
  }

  private Reply delete(Call call) {
    ItemKey key = key(call);
    service.mustBeDomain(call, Role.CURATOR, key.domain());
    service.mustOffer(key);
    service.live().items().delete(ApiServices.actor(call), key);
    return Reply.ok(ResponseJson.key(HttpJson.object(), key).put("deleted", true));
  }

  private Reply putMany(Call call) {
    String domain = call.id("domain");
    service.mustBeDomain(call, Role.CURATOR, domain);
    if (!call.header("content-type").orElse("").startsWith("application/x-ndjson")) {
      throw new HttpProblem(
          ProblemCode.UNSUPPORTED_MEDIA_TYPE,
          "send application/x-ndjson, an item with its 'item' a line");
    }
    List<Item> items = new ArrayList<>();
    ObjectNode answer = HttpJson.object();
    ArrayNode lines = HttpJson.array();
    int failed = 0;
    for (BodyLines.Line line : BodyLines.of(call.body())) {
      ObjectNode result = lines.addObject().put("line", line.number());
      try {
        JsonObjectReader fields = JsonObjectReader.ofLine(line.bytes());
        items.add(lineReader.read(new ItemKey(domain, fields.id("item")), fields));
        result.put("status", "stored");
      } catch (HttpProblem problem) {
        failed++;
        result.put("status", "failed");
        result.put("code", problem.code().written());
        result.put("detail", problem.detail());
      }
    }
    boolean live = service.live().items().putAll(ApiServices.actor(call), domain, items);
    answer.put("stored", items.size()).put("failed", failed).put("recommendable", live);
    answer.set("lines", lines);
    return Reply.ok(answer);
  }

  private Reply find(Call call) {
    String domain = call.id("domain");
    service.mustBeDomain(call, Role.READER, domain);
    int k = new QueryParameters(call).k(service.limits().k());
    String text = call.parameter("query").orElse("");
    ObjectNode answer = HttpJson.object();
    ArrayNode items = answer.putArray("items");
    service
        .live()
        .items()
        .find(domain, text, k)
        .forEach(
            item -> {
              ObjectNode node = ResponseJson.key(items.addObject(), item.key());
              ResponseJson.media(node.put("title", item.title()), item);
            });
    return Reply.ok(answer);
  }

  private static ItemKey key(Call call) {
    return new ItemKey(call.id("domain"), call.id("item"));
  }
}
