package io.kuayu.server.mcp;

import io.kuayu.server.access.Caller;
import io.kuayu.server.api.ApiServices;
import io.kuayu.server.api.DomainScope;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/** Something that an agent may ask. No tool changes anything. */
interface AgentTool {
  /** How agents call it: lower case with underscores. */
  String name();

  /** Its name for people. */
  String title();

  /** Tells a model when and how to use it. */
  String description();

  /** The arguments, as far as a caller may know of them. */
  ToolSchema input(ApiServices service, DomainScope scope);

  /** The structured result. */
  ToolSchema output();

  /** Whether the caller's roles allow it. */
  boolean isFor(Caller caller, DomainScope scope);

  /** What the caller must be, in words. */
  String required();

  /**
   * Reads the arguments.
   *
   * @throws io.kuayu.server.web.HttpProblem if one of them is wrong
   */
  Computation prepare(ToolCall call);

  /**
   * What remains to be computed.
   *
   * @param cost in units of work
   * @param result computes it; texts of others in it are not cleaned yet
   */
  record Computation(double cost, Supplier<ObjectNode> result) {}
}
