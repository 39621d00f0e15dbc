package io.kuayu.corpus.split;

import io.kuayu.corpus.database.Database;
import java.util.Map;

/**
 * Each person's last event is tested on, the last but one chosen by. People with fewer than three
 * events are learnt from alone. Other people's later events stay in the training part, so it
 * measures how well habits are known and not how well the future is. Where order is known inside
 * each domain alone, it is each domain's last events.
 */
public record LeaveOneOut() implements SplitStrategy {
  @Override
  public String name() {
    return "leave-one-out";
  }

  @Override
  public String expression(Database database) {
    return "CASE WHEN later = 0 AND earlier = 2 THEN 2"
        + " WHEN later = 1 AND earlier >= 1 THEN 1 ELSE 0 END";
  }

  @Override
  public Map<String, Object> described() {
    return Map.of("by", name());
  }
}
