package io.kuayu.server.mcp;

import io.kuayu.server.web.Call;
import io.kuayu.server.web.HttpJson;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a request says of itself, in its {@code _meta} and again in headers, which must agree: what
 * stands before the server may have decided by the headers. Source: revision 2026-07-28 of the
 * protocol, Streamable HTTP, "Request Metadata".
 */
final class RequestMetadata {
  static final String PREFIX = "io.modelcontextprotocol/";
  private static final String VERSION = PREFIX + "protocolVersion";
  private static final String CAPABILITIES = PREFIX + "clientCapabilities";
  private static final String VERSION_HEADER = "MCP-Protocol-Version";
  private static final String ENCODED_BEGIN = "=?base64?";
  private static final String ENCODED_END = "?=";
  private static final int BAD_REQUEST = 400;

  private RequestMetadata() {}

  /**
   * The revision that a message is written in.
   *
   * @throws RpcError if it is none of those spoken here, or headers and message disagree
   */
  static ProtocolRevision revision(RpcMessage message, Call call) {
    Optional<String> header = call.header("mcp-protocol-version");
    JsonNode meta = message.params().path("_meta");
    JsonNode claimed = meta.path(VERSION);
    if (claimed.isMissingNode()) {
      return unclaimed(message, header);
    }
    if (!claimed.isString()) {
      throw invalid("'" + VERSION + "' must be a text");
    }
    mustMatch(VERSION_HEADER, header, claimed.stringValue());
    ProtocolRevision revision = known(claimed.stringValue());
    if (!revision.hasHandshake() && !message.isNotification()) {
      checkStateless(message, call, meta);
    }
    return revision;
  }

  /** A message that says nothing of itself belongs to the revisions with a handshake. */
  private static ProtocolRevision unclaimed(RpcMessage message, Optional<String> header) {
    if (message.method().equals("initialize") || header.isEmpty()) {
      return ProtocolRevision.HANDSHAKE;
    }
    ProtocolRevision revision = known(header.get());
    if (ProtocolRevision.isStateless(header.get()) && !message.isNotification()) {
      throw invalid("'params._meta' must hold '" + VERSION + "' and '" + CAPABILITIES + "'");
    }
    return revision;
  }

  private static void checkStateless(RpcMessage message, Call call, JsonNode meta) {
    if (!meta.path(CAPABILITIES).isObject()) {
      throw invalid("'params._meta' must hold '" + CAPABILITIES + "', an object");
    }
    mustMatch("Mcp-Method", call.header("mcp-method"), message.method());
    JsonNode name = message.params().path("name");
    if (message.method().equals("tools/call") && name.isString()) {
      mustMatch(
          "Mcp-Name", call.header("mcp-name").map(RequestMetadata::decoded), name.stringValue());
    }
  }

  private static ProtocolRevision known(String written) {
    return ProtocolRevision.parse(written).orElseThrow(() -> unsupported(written));
  }

  private static RpcError unsupported(String asked) {
    ObjectNode data = HttpJson.object();
    ArrayNode supported = data.putArray("supported");
    ProtocolRevision.names().forEach(supported::add);
    data.put("requested", asked);
    return new RpcError(
        RpcError.UNSUPPORTED_VERSION,
        BAD_REQUEST,
        "Unsupported protocol version: spoken are " + String.join(", ", ProtocolRevision.names()),
        Optional.of(data));
  }

  private static void mustMatch(String header, Optional<String> value, String expected) {
    if (value.isEmpty() || !value.get().equals(expected)) {
      throw new RpcError(
          RpcError.HEADER_MISMATCH,
          BAD_REQUEST,
          "Header mismatch: '%s' %s"
              .formatted(header, value.isEmpty() ? "is missing" : "differs from the message"));
    }
  }

  /** A value that is no plain ASCII comes in base 64. */
  private static String decoded(String value) {
    if (!value.startsWith(ENCODED_BEGIN) || !value.endsWith(ENCODED_END)) {
      return value;
    }
    try {
      String encoded =
          value.substring(
              ENCODED_BEGIN.length(),
              Math.max(ENCODED_BEGIN.length(), value.length() - ENCODED_END.length()));
      return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new RpcError(
          RpcError.HEADER_MISMATCH, BAD_REQUEST, "Header mismatch: 'Mcp-Name' is no base 64");
    }
  }

  private static RpcError invalid(String message) {
    return new RpcError(RpcError.INVALID_PARAMS, BAD_REQUEST, message);
  }
}
