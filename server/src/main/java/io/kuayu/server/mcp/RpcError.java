package io.kuayu.server.mcp;

import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Ends a request with an error of the protocol: the message was wrong, not what a tool did. */
final class RpcError extends RuntimeException {
  static final int PARSE_ERROR = -32_700;
  static final int INVALID_REQUEST = -32_600;
  static final int METHOD_NOT_FOUND = -32_601;
  static final int INVALID_PARAMS = -32_602;
  static final int INTERNAL_ERROR = -32_603;
  static final int HEADER_MISMATCH = -32_020;
  static final int UNSUPPORTED_VERSION = -32_022;

  private static final long serialVersionUID = 1;

  private final int code;
  private final int status;
  private final transient Optional<ObjectNode> data;

  /**
   * @param code of JSON-RPC or of the protocol
   * @param status of HTTP
   * @param message repeats nothing that the caller may not know
   */
  RpcError(int code, int status, String message) {
    this(code, status, message, Optional.empty());
  }

  RpcError(int code, int status, String message, Optional<ObjectNode> data) {
    // An expected answer, not a failure of the program: it needs no stack trace.
    super(message, null, false, false);
    this.code = code;
    this.status = status;
    this.data = data;
  }

  int code() {
    return code;
  }

  int status() {
    return status;
  }

  String message() {
    return String.valueOf(getMessage());
  }

  Optional<ObjectNode> data() {
    return data;
  }
}
