package io.kuayu.engine.live;

import io.kuayu.core.Event;
import io.kuayu.core.History;
import io.kuayu.core.Seed;
import io.kuayu.engine.Engine;
import io.kuayu.engine.request.CandidateRules;
import io.kuayu.engine.request.Request;
import io.kuayu.engine.request.RerankingOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** Sends an engine some queries, so that its first real request is no slower than later ones. */
final class EngineWarmUp {
  private static final int REQUESTS = 20;
  private static final int EVENTS = 8;

  private EngineWarmUp() {}

  /** Queries every domain; a model that cannot answer fails here and is not activated. */
  static void of(Engine engine, Seed seed) {
    SplittableRandom random = seed.derive("warm-up").random();
    long now = System.currentTimeMillis() / 1000;
    for (String domain : engine.catalogue().domains()) {
      for (int number = 0; number < REQUESTS; number++) {
        List<Event> events = new ArrayList<>();
        for (int event = 0; event < Math.min(EVENTS, engine.catalogue().size()); event++) {
          int item = random.nextInt(engine.catalogue().size());
          events.add(Event.of(engine.catalogue().key(item), now - 1000 + event));
        }
        Request request =
            Request.of(new History(events), now)
                .withRules(CandidateRules.NONE.withDomains(Set.of(domain)))
                .withReranking(RerankingOptions.BY_SCORE.withDiversity(.3))
                .withExplain(number < 3);
        engine.answer(request);
      }
    }
  }
}
