package io.kuayu.application.settings;

import io.kuayu.core.settings.Settings;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one request, and all of them together, may ask of the server.
 *
 * @param bodyBytes of a body
 * @param bulkBytes of a body of many lines (NDJSON), at the paths that take many
 * @param k longest list
 * @param history maximum number of events in a request
 * @param candidates maximum number of candidates in a request
 * @param filterConditions maximum number of comparisons in a filter
 * @param requestsPerSecond of one caller, sustained
 * @param burst of one caller, at once
 * @param concurrent requests that are worked on at one time
 * @param clockSkew how many seconds later than now the time of a new event may be
 * @param work how much is computed for a request and for a caller
 */
public record RequestLimits(
    int bodyBytes,
    int bulkBytes,
    int k,
    int history,
    int candidates,
    int filterConditions,
    double requestsPerSecond,
    int burst,
    int concurrent,
    int clockSkew,
    WorkLimits work) {
  public static final RequestLimits DEFAULT =
      new RequestLimits(
          1 << 20, 16 << 20, 1_000, 10_000, 10_000, 64, 1_000, 2_000, 256, 300, WorkLimits.DEFAULT);

  private static final int MIN_BYTES = 1 << 10;
  private static final int MAX_BYTES = 1 << 30;
  private static final int MAX_ELEMENTS = 1_000_000;
  private static final int MAX_K = 100_000;
  private static final int MAX_CONDITIONS = 1_000;
  private static final int MAX_SKEW = 86_400;

  /** Reads the block {@code server.limits}; what it does not set is as in {@link #DEFAULT}. */
  public static RequestLimits read(Settings block) {
    return new RequestLimits(
        block.whole("body-bytes", DEFAULT.bodyBytes, MIN_BYTES, MAX_BYTES),
        block.whole("bulk-bytes", DEFAULT.bulkBytes, MIN_BYTES, MAX_BYTES),
        block.whole("k", DEFAULT.k, 1, MAX_K),
        block.whole("history", DEFAULT.history, 1, MAX_ELEMENTS),
        block.whole("candidates", DEFAULT.candidates, 1, MAX_ELEMENTS),
        block.whole("filter-conditions", DEFAULT.filterConditions, 1, MAX_CONDITIONS),
        block.decimal("requests-per-second", DEFAULT.requestsPerSecond, .01, MAX_ELEMENTS),
        block.whole("burst", DEFAULT.burst, 1, MAX_ELEMENTS),
        block.whole("concurrent", DEFAULT.concurrent, 1, MAX_ELEMENTS),
        block.whole("clock-skew", DEFAULT.clockSkew, 0, MAX_SKEW),
        WorkLimits.read(block));
  }

  /** What is in force, by the names of the configuration. */
  public Map<String, Object> described() {
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("body-bytes", bodyBytes);
    described.put("bulk-bytes", bulkBytes);
    described.put("k", k);
    described.put("history", history);
    described.put("candidates", candidates);
    described.put("filter-conditions", filterConditions);
    described.put("requests-per-second", requestsPerSecond);
    described.put("burst", burst);
    described.put("concurrent", concurrent);
    described.put("clock-skew", clockSkew);
    described.putAll(work.described());
    return described;
  }
}
