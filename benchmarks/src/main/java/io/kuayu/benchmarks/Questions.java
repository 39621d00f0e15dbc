package io.kuayu.benchmarks;

import io.kuayu.core.Interactions;
import io.kuayu.core.ItemKey;
import io.kuayu.core.Seed;
import io.kuayu.corpus.Corpus;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Bodies that ask about real histories: the last events of somebody, at the moment of their next.
 */
final class Questions {
  private static final int LONGEST = 50;
  private static final int PEOPLE = 2_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private Questions() {}

  /** Ten items of all domains, with some diversity. */
  static List<String> of(Corpus corpus, boolean explain) {
    Interactions events = corpus.interactions();
    SplittableRandom random = new Seed(5).random();
    List<String> bodies = new ArrayList<>();
    while (bodies.size() < PEOPLE) {
      int user = random.nextInt(events.users());
      int last = events.end(user) - 1;
      if (last <= events.begin(user)) {
        continue;
      }
      ObjectNode body = JSON.createObjectNode();
      ArrayNode history = body.putArray("history");
      for (int event = Math.max(events.begin(user), last - LONGEST); event < last; event++) {
        ItemKey item = corpus.catalogue().key(events.item(event));
        history
            .addObject()
            .put("domain", item.domain())
            .put("item", item.id())
            .put("timestamp", events.timestamp(event));
      }
      body.put("timestamp", events.timestamp(last));
      body.put("k", 10).put("diversity", .3).put("explain", explain);
      bodies.add(body.toString());
    }
    return List.copyOf(bodies);
  }
}
