package io.kuayu.server.mcp;

import io.kuayu.core.KuayuException;
import io.kuayu.core.settings.NameSuggestion;
import io.kuayu.server.access.DenialLog;
import io.kuayu.server.api.ApiServices;
import io.kuayu.server.api.DomainScope;
import io.kuayu.server.web.Call;
import io.kuayu.server.web.HttpJson;
import io.kuayu.server.web.HttpProblem;
import io.kuayu.server.web.JsonObjectReader;
import io.kuayu.server.web.ProblemCode;
import io.kuayu.server.web.Reply;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Lists and calls the tools that there are for a caller. */
final class AgentTools {
  private static final int TOO_MANY = 429;

  private static final List<AgentTool> TOOLS =
      List.of(
          new RecommendTool(),
          new SimilarItemsTool(),
          new ExplainTool(),
          new SearchItemsTool(),
          new GetConsentTool());

  private final ApiServices service;
  private final DenialLog denials;

  AgentTools(ApiServices service, DenialLog denials) {
    this.service = service;
    this.denials = denials;
  }

  /** The tools that the caller may use, in an order that never changes. */
  ArrayNode list(Call call) {
    DomainScope scope = DomainScope.ofReader(call.caller(), service);
    ArrayNode list = HttpJson.array();
    for (AgentTool tool : TOOLS) {
      if (tool.isFor(call.caller(), scope)) {
        ObjectNode node = list.addObject();
        node.put("name", tool.name()).put("title", tool.title());
        node.put("description", tool.description());
        node.set("inputSchema", tool.input(service, scope).node());
        node.set("outputSchema", tool.output().node());
        node.putObject("annotations")
            .put("title", tool.title())
            .put("readOnlyHint", true)
            .put("destructiveHint", false)
            .put("idempotentHint", true)
            .put("openWorldHint", false);
      }
    }
    return list;
  }

  /** The tool of that name, whether or not the caller may use it. */
  Optional<AgentTool> find(String name) {
    return TOOLS.stream().filter(tool -> tool.name().equals(name)).findFirst();
  }

  /**
   * Calls a tool. What the agent can mend is told in the result; what it cannot is thrown, as for
   * every other route.
   *
   * @param reply makes a response of a result
   */
  Reply call(Call call, AgentTool tool, ObjectNode arguments, Function<ObjectNode, Reply> reply) {
    service.measurements().count("kuayu.mcp.calls", "tool", tool.name(), 1);
    try {
      AgentTool.Computation computation = prepared(call, tool, arguments);
      return call.work()
          .run(
              computation.cost(),
              () -> reply.apply(result(UntrustedText.clean(computation.result().get()))));
    } catch (HttpProblem problem) {
      if (problem.code().status() >= TOO_MANY) {
        throw problem;
      }
      return reply.apply(failed(problem.code(), problem.detail()));
    } catch (KuayuException failure) {
      HttpProblem problem = HttpProblem.of(failure, false);
      if (problem.isOfServer()) {
        throw failure;
      }
      return reply.apply(failed(problem.code(), problem.detail()));
    }
  }

  private AgentTool.Computation prepared(Call call, AgentTool tool, ObjectNode arguments) {
    DomainScope scope = DomainScope.ofReader(call.caller(), service);
    if (!tool.isFor(call.caller(), scope)) {
      recordDenial(call, tool);
      throw new HttpProblem(ProblemCode.FORBIDDEN, "this needs " + tool.required());
    }
    rejectUnknown(arguments, tool.input(service, scope).names());
    return tool.prepare(
        new ToolCall(
            call,
            service,
            new ToolDomains(scope, () -> recordDenial(call, tool)),
            new JsonObjectReader(arguments, "")));
  }

  private void recordDenial(Call call, AgentTool tool) {
    denials.record(
        call.caller().name(),
        "",
        call.route().method() + " " + call.route().pattern() + " " + tool.name(),
        ProblemCode.FORBIDDEN.written(),
        call.requestId());
  }

  /** An argument that has no effect would mislead. */
  private static void rejectUnknown(ObjectNode arguments, Set<String> known) {
    for (String name : arguments.propertyNames()) {
      if (!known.contains(name)) {
        String all = "the arguments are " + String.join(", ", known);
        throw new HttpProblem(
            ProblemCode.BAD_PARAMETER,
            NameSuggestion.to(name, known)
                .map(near -> "one argument is not known: did you mean '" + near + "'? " + all)
                .orElse("one argument is not known: " + all));
      }
    }
  }

  private static ObjectNode result(ObjectNode structured) {
    ObjectNode result = HttpJson.object();
    String written = new String(HttpJson.bytes(structured), StandardCharsets.UTF_8);
    result.putArray("content").addObject().put("type", "text").put("text", written);
    result.set("structuredContent", structured);
    return result.put("isError", false);
  }

  private static ObjectNode failed(ProblemCode code, String detail) {
    ObjectNode result = HttpJson.object();
    result
        .putArray("content")
        .addObject()
        .put("type", "text")
        .put("text", code.written() + ": " + detail);
    return result.put("isError", true);
  }
}
