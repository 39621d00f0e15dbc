package io.kuayu.corpus.split;

import static io.kuayu.corpus.schema.StagingSql.sql;

import io.kuayu.core.settings.Settings;
import io.kuayu.corpus.database.Database;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Every user belongs to one part with all events: nobody who is asked about was seen in training.
 * Each event of such a user is predicted from all earlier ones, as for a person whose history comes
 * with the request. The part follows from the user's name alone (MD5), whatever else is in the
 * data. Cost: one pass over the users.
 *
 * @param valid share of the users in validation, between 0 and 1
 * @param test share of the users in test, between 0 and 1; with {@code valid} below 1
 */
public record ByUser(double valid, double test) implements SplitStrategy {
  private static final long STEPS = 1_000_000;

  static ByUser read(Settings block) {
    double test = block.decimal("test-users", .1, 0, .9);
    double valid = block.decimal("valid-users", .1, 0, .9);
    if (test + valid >= 1) {
      block.problem(
          "test-users", "and 'valid-users' leave nobody to learn from", "let their sum be below 1");
    }
    return new ByUser(valid, test);
  }

  @Override
  public String name() {
    return "user";
  }

  @Override
  public String expression(Database database) {
    return sql("CASE WHEN {user} IN %s THEN 2 WHEN {user} IN %s THEN 1 ELSE 0 END")
        .formatted(usersBelow(test), usersBelow(test + valid));
  }

  private static String usersBelow(double share) {
    return sql("(SELECT {user} FROM {users} WHERE md5_number_lower({name}) %% %d < %d)")
        .formatted(STEPS, Math.round(share * STEPS));
  }

  @Override
  public Map<String, Object> described() {
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("by", name());
    described.put("valid-users", valid);
    described.put("test-users", test);
    return described;
  }
}
