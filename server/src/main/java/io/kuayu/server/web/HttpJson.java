package io.kuayu.server.web;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads untrusted JSON within limits and writes JSON. */
public final class HttpJson {
  private static final int MAX_DEPTH = 32;
  private static final int MAX_TEXT_LENGTH = 100_000;
  private static final int MAX_NUMBER_LENGTH = 60;

  /** One of many lines holds one event or item. */
  private static final int MAX_LINE_TOKENS = 10_000;

  private static final JsonMapper MAPPER = mapper(StreamReadConstraints.builder().build());
  private static final JsonMapper LINE_MAPPER =
      mapper(StreamReadConstraints.builder().maxTokenCount(MAX_LINE_TOKENS).build());

  private HttpJson() {}

  private static JsonMapper mapper(StreamReadConstraints constraints) {
    return JsonMapper.builder(
            JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .streamReadConstraints(
                    constraints
                        .rebuild()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxStringLength(MAX_TEXT_LENGTH)
                        .maxNumberLength(MAX_NUMBER_LENGTH)
                        .build())
                .build())
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .build();
  }

  /**
   * Reads an object.
   *
   * @throws HttpProblem if the bytes are not a JSON object
   */
  public static ObjectNode object(byte[] bytes) {
    return object(bytes, MAPPER);
  }

  /**
   * Reads any JSON.
   *
   * @throws HttpProblem if the bytes are not JSON, or are beyond the limits
   */
  public static JsonNode tree(byte[] bytes) {
    return tree(bytes, MAPPER);
  }

  /** Reads one of many lines: a small object. */
  static ObjectNode line(byte[] bytes) {
    return object(bytes, LINE_MAPPER);
  }

  private static ObjectNode object(byte[] bytes, JsonMapper mapper) {
    if (tree(bytes, mapper) instanceof ObjectNode object) {
      return object;
    }
    throw new HttpProblem(ProblemCode.BAD_JSON, "the body must be a JSON object");
  }

  private static JsonNode tree(byte[] bytes, JsonMapper mapper) {
    try {
      return mapper.readTree(bytes);
    } catch (JacksonException e) {
      throw new HttpProblem(ProblemCode.BAD_JSON, "the body is no valid JSON" + place(e));
    }
  }

  private static String place(JacksonException failure) {
    var location = failure.getLocation();
    return location == null || location.getLineNr() < 0
        ? ""
        : " near line " + location.getLineNr() + ", column " + location.getColumnNr();
  }

  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  public static ArrayNode array() {
    return MAPPER.createArrayNode();
  }

  public static byte[] bytes(JsonNode node) {
    return MAPPER.writeValueAsBytes(node);
  }
}
