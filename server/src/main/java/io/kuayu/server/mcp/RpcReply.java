package io.kuayu.server.mcp;

import io.kuayu.server.web.HttpJson;
import io.kuayu.server.web.HttpProblem;
import io.kuayu.server.web.ProblemCode;
import io.kuayu.server.web.Reply;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes the responses of JSON-RPC 2.0. */
final class RpcReply {
  private static final int ACCEPTED = 202;
  private static final byte[] NOTHING = {};

  private RpcReply() {}

  /** A notification was read; there is nothing to answer. */
  static Reply accepted() {
    return new Reply(ACCEPTED, "application/json", NOTHING, Map.of());
  }

  static Reply result(RpcMessage message, ObjectNode result) {
    ObjectNode answer = HttpJson.object().put("jsonrpc", "2.0");
    message.id().ifPresent(id -> answer.set("id", id));
    answer.set("result", result);
    return Reply.ok(answer);
  }

  /**
   * @param id of the request; empty if it could not be read
   */
  static Reply error(Optional<JsonNode> id, RpcError error) {
    return Reply.json(error.status(), error(id, error.code(), error.message(), error.data()));
  }

  /**
   * A request that was refused before it came to its message, such as for too many of them. Says
   * nothing of the server's own failures: what agents read, others may see.
   */
  static Reply problem(HttpProblem problem, String requestId) {
    boolean isHidden = problem.isOfServer() && problem.code() != ProblemCode.NOT_READY;
    ObjectNode data =
        HttpJson.object().put("code", problem.code().written()).put("requestId", requestId);
    int code =
        problem.code() == ProblemCode.BAD_JSON
            ? RpcError.PARSE_ERROR
            : problem.isOfServer() ? RpcError.INTERNAL_ERROR : RpcError.INVALID_REQUEST;
    String message =
        isHidden ? problem.code().title() : problem.code().title() + ": " + problem.detail();
    return new Reply(
        problem.code().status(),
        "application/json",
        HttpJson.bytes(error(Optional.empty(), code, message, Optional.of(data))),
        problem.headers());
  }

  private static ObjectNode error(
      Optional<JsonNode> id, int code, String message, Optional<ObjectNode> data) {
    ObjectNode answer = HttpJson.object().put("jsonrpc", "2.0");
    id.ifPresent(given -> answer.set("id", given));
    ObjectNode error = answer.putObject("error").put("code", code).put("message", message);
    data.ifPresent(more -> error.set("data", more));
    return answer;
  }
}
