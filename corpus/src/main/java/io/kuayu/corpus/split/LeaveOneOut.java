package io.kuayu.corpus.split;

import static io.kuayu.corpus.schema.StagingSql.sql;

import io.kuayu.corpus.database.Database;
import java.util.Map;

/**
 * Each user's last event is for test, the last but one for validation. All events of users with
 * fewer than three are for training. Other users' later events stay in the training split, so this
 * measures how well habits are known and not how well the future is predicted. Where the order is
 * known inside each domain only, it takes the last events of each domain.
 */
public record LeaveOneOut() implements SplitStrategy {
  @Override
  public String name() {
    return "leave-one-out";
  }

  @Override
  public String expression(Database database) {
    return sql(
        """
        CASE WHEN {later} = 0 AND {earlier} = 2 THEN 2 WHEN {later} = 1 AND {earlier} >= 1 THEN 1 ELSE 0 END""");
  }

  @Override
  public Map<String, Object> described() {
    return Map.of("by", name());
  }
}
