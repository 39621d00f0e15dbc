package io.kuayu.server.mcp;

import io.kuayu.server.web.HttpJson;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request of JSON-RPC 2.0, or a notification.
 *
 * @param id what the answer is to repeat; empty for a notification
 * @param method what is asked for
 * @param params by name; empty if there are none
 */
record RpcMessage(Optional<JsonNode> id, String method, ObjectNode params) {
  private static final int MAX_METHOD_LENGTH = 200;
  private static final int BAD_REQUEST = 400;

  /**
   * Reads a body that is JSON.
   *
   * @throws RpcError if it is anything but one request or notification
   */
  static RpcMessage read(JsonNode body) {
    if (body.isMissingNode()) {
      throw new RpcError(RpcError.PARSE_ERROR, BAD_REQUEST, "the body is empty");
    }
    if (body.isArray()) {
      throw invalid("batches are not answered: send one message in a request");
    }
    if (!(body instanceof ObjectNode message)) {
      throw invalid("a message is a JSON object");
    }
    if (!message.path("jsonrpc").asString("").equals("2.0")) {
      throw invalid("'jsonrpc' must be \"2.0\"");
    }
    if (!message.path("method").isString()) {
      throw invalid("'method' must be a text; responses are expected from nobody");
    }
    String method = message.get("method").stringValue();
    if (method.length() > MAX_METHOD_LENGTH) {
      throw invalid("'method' is too long");
    }
    JsonNode params = message.path("params");
    if (!params.isMissingNode() && !params.isObject()) {
      throw new RpcError(RpcError.INVALID_PARAMS, BAD_REQUEST, "'params' must be an object");
    }
    return new RpcMessage(
        id(message), method, params instanceof ObjectNode object ? object : HttpJson.object());
  }

  boolean isNotification() {
    return id.isEmpty();
  }

  private static Optional<JsonNode> id(ObjectNode message) {
    JsonNode id = message.path("id");
    if (!id.isMissingNode() && !id.isString() && !id.isIntegralNumber()) {
      throw invalid("'id' must be a text or a whole number");
    }
    return id.isMissingNode() ? Optional.empty() : Optional.of(id);
  }

  private static RpcError invalid(String message) {
    return new RpcError(RpcError.INVALID_REQUEST, BAD_REQUEST, message);
  }
}
