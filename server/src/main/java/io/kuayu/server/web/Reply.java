package io.kuayu.server.web;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The response to a request.
 *
 * @param status of HTTP
 * @param type media type of the body
 * @param body written as it is; do not change it
 * @param headers in addition to those of every response
 */
@SuppressWarnings("ArrayRecordComponent") // Made once, sent once, compared never.
public record Reply(int status, String type, byte[] body, Map<String, String> headers) {
  private static final String JSON = "application/json";

  public Reply {
    headers = Map.copyOf(headers);
  }

  public static Reply json(int status, JsonNode body) {
    return new Reply(status, JSON, HttpJson.bytes(body), Map.of());
  }

  public static Reply ok(JsonNode body) {
    return json(200, body);
  }

  public static Reply text(String type, String body) {
    return new Reply(200, type, body.getBytes(StandardCharsets.UTF_8), Map.of());
  }

  static Reply problem(HttpProblem problem, String requestId) {
    ObjectNode body = HttpJson.object();
    body.put("type", "about:blank");
    body.put("title", problem.code().title());
    body.put("status", problem.code().status());
    body.put("code", problem.code().written());
    problem.errorCode().ifPresent(code -> body.put("errorCode", code.text()));
    body.put("detail", problem.detail());
    body.put("requestId", requestId);
    return new Reply(
        problem.code().status(),
        "application/problem+json",
        HttpJson.bytes(body),
        problem.headers());
  }

  public Reply with(String header, String value) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put(header, value);
    return new Reply(status, type, body, more);
  }
}
