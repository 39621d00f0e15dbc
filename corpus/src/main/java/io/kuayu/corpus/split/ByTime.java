package io.kuayu.corpus.split;

import static io.kuayu.corpus.schema.StagingSql.sql;

import io.kuayu.core.settings.Settings;
import io.kuayu.corpus.database.Database;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Events from a moment on are for test, those in the window before it for validation, all earlier
 * ones for training: nobody's future is seen in training.
 *
 * @param test where the test split begins, unix seconds; empty for the moment after which a tenth
 *     of the events happened
 * @param valid where the validation split begins; empty for a window before {@code test} as long as
 *     the one after it, but at most a quarter of the time before it
 * @param window seconds of the validation split, instead of {@code valid}
 */
public record ByTime(OptionalLong test, OptionalLong valid, OptionalLong window)
    implements SplitStrategy {
  private static final String ALLOWED =
      "allowed are a date (2014-01-01), a date with time (2014-01-01T12:00:00Z) and unix seconds";

  static ByTime read(Settings block) {
    OptionalLong test = moment(block, "test");
    String valid = block.text("valid", "");
    OptionalLong window = days(valid);
    OptionalLong begin = window.isPresent() ? OptionalLong.empty() : moment(block, "valid");
    if (test.isPresent() && begin.isPresent() && begin.getAsLong() >= test.getAsLong()) {
      block.problem("valid", "is not before 'test'", "let the validation part begin earlier");
    }
    return new ByTime(test, begin, window);
  }

  @Override
  public String name() {
    return "time";
  }

  @Override
  public String expression(Database database) {
    long from = testFrom(database);
    return sql("CASE WHEN {time} >= %d THEN 2 WHEN {time} >= %d THEN 1 ELSE 0 END")
        .formatted(from, validFrom(database, from));
  }

  private long testFrom(Database database) {
    return test.orElseGet(
        () -> database.number(sql("SELECT quantile_disc({time}, 0.9) FROM {timeline}")));
  }

  private long validFrom(Database database, long from) {
    if (valid.isPresent()) {
      return valid.getAsLong();
    }
    if (window.isPresent()) {
      return from - window.getAsLong();
    }
    long first = database.number(sql("SELECT min({time}) FROM {timeline}"));
    long last = database.number(sql("SELECT max({time}) FROM {timeline}"));
    return from - Math.max(0, Math.min(last + 1 - from, (from - first) / 4));
  }

  @Override
  public Map<String, Object> described() {
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("by", name());
    test.ifPresent(moment -> described.put("test", TimestampParser.tell(moment)));
    valid.ifPresent(moment -> described.put("valid", TimestampParser.tell(moment)));
    window.ifPresent(seconds -> described.put("valid", seconds / 86_400 + "d"));
    return described;
  }

  private static OptionalLong moment(Settings block, String key) {
    String text = block.text(key, "");
    OptionalLong moment = text.isEmpty() ? OptionalLong.empty() : TimestampParser.parse(text);
    if (!text.isEmpty() && moment.isEmpty()) {
      block.problem(
          key, "is '" + text + "'", key.equals("valid") ? ALLOWED + ", or days (30d)" : ALLOWED);
    }
    return moment;
  }

  private static OptionalLong days(String text) {
    return text.matches("\\d{1,5}d")
        ? OptionalLong.of(86_400L * Long.parseLong(text.substring(0, text.length() - 1)))
        : OptionalLong.empty();
  }
}
