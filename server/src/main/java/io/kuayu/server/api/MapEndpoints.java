package io.kuayu.server.api;

import io.kuayu.engine.map.ItemMap;
import io.kuayu.server.web.Call;
import io.kuayu.server.web.HttpJson;
import io.kuayu.server.web.Reply;
import io.kuayu.server.web.Route;
import io.kuayu.storage.access.Role;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The item space as a two-dimensional map for the console. The last map is cached until the model
 * changes.
 */
public final class MapEndpoints {
  private static final int MAX_SAMPLE = 3_000;
  private static final int DEFAULT_SAMPLE = 1_200;

  private final ApiServices service;
  private Kept last = new Kept("", 0, new ItemMap(List.of(), 0));

  public MapEndpoints(ApiServices service) {
    this.service = service;
  }

  private record Kept(String model, int sample, ItemMap map) {}

  public List<Route> routes() {
    return List.of(Route.of("GET", "/api/v1/map", Role.READER, this::map).withParameters("sample"));
  }

  private Reply map(Call call) {
    service.mustBeReady();
    int sample =
        (int) new QueryParameters(call).whole("sample", 1, MAX_SAMPLE).orElse(DEFAULT_SAMPLE);
    return call.work().run(RequestCost.MAP, () -> map(call, kept(sample)));
  }

  private Reply map(Call call, ItemMap map) {
    ObjectNode answer = HttpJson.object().put("model", service.engine().model());
    answer.put("shown", map.shown());
    ArrayNode points = answer.putArray("points");
    for (ItemMap.Point point : map.points()) {
      if (call.caller().has(Role.READER, point.item().domain())
          && service.engine().offers(point.item())) {
        ResponseJson.key(points.addObject(), point.item())
            .put("title", point.title())
            .put("x", point.x())
            .put("y", point.y());
      }
    }
    return Reply.ok(answer);
  }

  /** One at a time, so that concurrent requests cost no more than one. */
  private synchronized ItemMap kept(int sample) {
    String model = service.engine().model();
    if (last.model.equals(model) && last.sample == sample) {
      return last.map;
    }
    ItemMap map = service.engine().map(sample).orElse(new ItemMap(List.of(), 0));
    last = new Kept(model, sample, map);
    return map;
  }
}
