package io.kuayu.server.mcp;

import io.kuayu.server.access.DenialLog;
import io.kuayu.server.api.ApiServices;
import io.kuayu.server.web.Call;
import io.kuayu.server.web.HttpJson;
import io.kuayu.server.web.HttpProblem;
import io.kuayu.server.web.ProblemCode;
import io.kuayu.server.web.Reply;
import io.kuayu.server.web.Route;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The Model Context Protocol on one path: each POST holds one message of JSON-RPC and is answered
 * by itself, so any server behind a balancer answers. There are no sessions and no streams. Clients
 * that greet by {@code initialize} are served as well. Keys, limits and the check of {@code Origin}
 * are those of all routes.
 */
public final class McpEndpoint {
  private static final String PATH = "/mcp";
  private static final int NOT_FOUND = 404;
  private static final int OK = 200;

  /** Tools and domains change rarely; a key that loses its grants is refused at the call. */
  private static final int TOOLS_FRESH_MILLISECONDS = 60_000;

  private static final int SERVER_FRESH_MILLISECONDS = 3_600_000;
  private static final int MAX_SHOWN_LENGTH = 64;
  private static final String INSTRUCTIONS =
      "Recommends items across domains, within what each person has consented to. Find ids by"
          + " search_items, a person's list by recommend, its reasons by explain. "
          + UntrustedText.NOTE;

  private final AgentTools tools;
  private final ApiServices service;

  /**
   * @param denials told of refused calls of tools
   */
  public McpEndpoint(ApiServices service, DenialLog denials) {
    this.service = service;
    tools = new AgentTools(service, denials);
  }

  public List<Route> routes() {
    return List.of(Route.known("POST", PATH, this::answer).withProblems(RpcReply::problem));
  }

  private Reply answer(Call call) {
    String type = call.header("content-type").orElse("").toLowerCase(Locale.ROOT);
    if (!type.split(";", 2)[0].strip().equals("application/json")) {
      throw new HttpProblem(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "send application/json");
    }
    JsonNode body = HttpJson.tree(call.body());
    Optional<JsonNode> id = Optional.empty();
    try {
      RpcMessage message = RpcMessage.read(body);
      id = message.id();
      ProtocolRevision revision = RequestMetadata.revision(message, call);
      return message.isNotification() ? RpcReply.accepted() : answer(call, message, revision);
    } catch (RpcError error) {
      return RpcReply.error(id, error);
    }
  }

  private Reply answer(Call call, RpcMessage message, ProtocolRevision revision) {
    service.mustBeReady();
    return switch (message.method()) {
      case "tools/list" -> RpcReply.result(message, list(call, message, revision));
      case "tools/call" -> callTool(call, message, revision);
      default -> RpcReply.result(message, ofServer(message, revision));
    };
  }

  private static ObjectNode ofServer(RpcMessage message, ProtocolRevision revision) {
    if (!revision.hasHandshake()) {
      if (message.method().equals("server/discover")) {
        return discovered(revision);
      }
      throw unknownMethod(NOT_FOUND);
    }
    return switch (message.method()) {
      case "initialize" -> greeting(message);
      case "ping" -> HttpJson.object();
      default -> throw unknownMethod(OK);
    };
  }

  private static RpcError unknownMethod(int status) {
    return new RpcError(
        RpcError.METHOD_NOT_FOUND, status, "Method not found: there are tools/list and tools/call");
  }

  private static ObjectNode greeting(RpcMessage message) {
    String asked = message.params().path("protocolVersion").asString("");
    ObjectNode result =
        HttpJson.object().put("protocolVersion", ProtocolRevision.negotiated(asked).written());
    result.putObject("capabilities").putObject("tools");
    result.set("serverInfo", serverInfo());
    return result.put("instructions", INSTRUCTIONS);
  }

  private static ObjectNode discovered(ProtocolRevision revision) {
    ObjectNode result = HttpJson.object();
    result.putArray("supportedVersions").add(revision.written());
    result.putObject("capabilities").putObject("tools");
    result.put("instructions", INSTRUCTIONS);
    return complete(
        result.put("ttlMs", SERVER_FRESH_MILLISECONDS).put("cacheScope", "public"), revision);
  }

  private ObjectNode list(Call call, RpcMessage message, ProtocolRevision revision) {
    if (message.params().hasNonNull("cursor")) {
      throw new RpcError(RpcError.INVALID_PARAMS, OK, "Invalid cursor: there is one page");
    }
    ObjectNode result = HttpJson.object();
    ArrayNode list = tools.list(call);
    result.set("tools", list);
    if (!revision.hasHandshake()) {
      result.put("ttlMs", TOOLS_FRESH_MILLISECONDS).put("cacheScope", "private");
    }
    return complete(result, revision);
  }

  private Reply callTool(Call call, RpcMessage message, ProtocolRevision revision) {
    JsonNode name = message.params().path("name");
    if (!name.isString()) {
      throw new RpcError(RpcError.INVALID_PARAMS, OK, "'name' of the tool must be a text");
    }
    AgentTool tool =
        tools
            .find(name.stringValue())
            .orElseThrow(
                () ->
                    new RpcError(
                        RpcError.INVALID_PARAMS, OK, "Unknown tool: " + shown(name.stringValue())));
    JsonNode arguments = message.params().path("arguments");
    if (!arguments.isMissingNode() && !arguments.isObject()) {
      throw new RpcError(RpcError.INVALID_PARAMS, OK, "'arguments' must be an object");
    }
    return tools.call(
        call,
        tool,
        arguments instanceof ObjectNode object ? object : HttpJson.object(),
        result -> RpcReply.result(message, complete(result, revision)));
  }

  private static ObjectNode complete(ObjectNode result, ProtocolRevision revision) {
    if (!revision.hasHandshake()) {
      result.put("resultType", "complete");
      result.putObject("_meta").set(RequestMetadata.PREFIX + "serverInfo", serverInfo());
    }
    return result;
  }

  private static ObjectNode serverInfo() {
    return HttpJson.object()
        .put("name", "kuayu")
        .put("title", "Kuayu")
        .put(
            "version",
            Optional.ofNullable(McpEndpoint.class.getPackage().getImplementationVersion())
                .orElse("development"));
  }

  private static String shown(String name) {
    String plain = name.replaceAll("[^\\w./-]", "?");
    return plain.length() > MAX_SHOWN_LENGTH ? plain.substring(0, MAX_SHOWN_LENGTH) : plain;
  }
}
