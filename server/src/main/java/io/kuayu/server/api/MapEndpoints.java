package io.kuayu.server.api;

import io.kuayu.engine.map.ItemMap;
import io.kuayu.server.web.Call;
import io.kuayu.server.web.HttpJson;
import io.kuayu.server.web.Reply;
import io.kuayu.server.web.Route;
import io.kuayu.storage.access.Role;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The item space as a two-dimensional map for the console, laid out from the domains that the
 * caller may read. The last map is cached until the model changes.
 */
public final class MapEndpoints {
  private static final int MAX_SAMPLE = 3_000;
  private static final int DEFAULT_SAMPLE = 1_200;

  private final ApiServices service;
  private Kept last = new Kept("", Set.of(), 0, new ItemMap(List.of(), 0));

  public MapEndpoints(ApiServices service) {
    this.service = service;
  }

  private record Kept(String model, Set<String> domains, int sample, ItemMap map) {}

  public List<Route> routes() {
    return List.of(Route.of("GET", "/api/v1/map", Role.READER, this::map).withParameters("sample"));
  }

  private Reply map(Call call) {
    service.mustBeReady();
    int sample =
        (int) new QueryParameters(call).whole("sample", 1, MAX_SAMPLE).orElse(DEFAULT_SAMPLE);
    Set<String> domains = Set.copyOf(DomainScope.ofReader(call.caller(), service).domains());
    return call.work().run(RequestCost.MAP, () -> map(kept(domains, sample)));
  }

  private Reply map(ItemMap map) {
    ObjectNode answer = HttpJson.object().put("model", service.engine().model());
    answer.put("shown", map.shown());
    ArrayNode points = answer.putArray("points");
    for (ItemMap.Point point : map.points()) {
      if (service.engine().offers(point.item())) {
        ResponseJson.key(points.addObject(), point.item())
            .put("title", point.title())
            .put("x", point.x())
            .put("y", point.y());
      }
    }
    return Reply.ok(answer);
  }

  /** One at a time, so that concurrent requests cost no more than one. */
  private synchronized ItemMap kept(Set<String> domains, int sample) {
    String model = service.engine().model();
    if (last.model.equals(model) && last.domains.equals(domains) && last.sample == sample) {
      return last.map;
    }
    ItemMap map = service.engine().map(domains, sample).orElse(new ItemMap(List.of(), 0));
    last = new Kept(model, domains, sample, map);
    return map;
  }
}
