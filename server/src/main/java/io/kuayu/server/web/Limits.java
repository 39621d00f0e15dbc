package io.kuayu.server.web;

/**
 * What one request, and all of them together, may ask of the server.
 *
 * @param bodyBytes of a body
 * @param bulkBytes of a body of many lines
 * @param k longest list
 * @param history most events in a request
 * @param candidates most candidates in a request
 * @param requestsPerSecond of one caller, sustained
 * @param burst of one caller, at once
 * @param concurrent requests that are worked on at one time
 */
public record Limits(
    int bodyBytes,
    int bulkBytes,
    int k,
    int history,
    int candidates,
    double requestsPerSecond,
    int burst,
    int concurrent) {
  public static final Limits DEFAULT =
      new Limits(1 << 20, 16 << 20, 1_000, 10_000, 10_000, 1_000, 2_000, 256);
}
