package io.kuayu.server.mcp;

import io.kuayu.server.access.Caller;
import io.kuayu.server.api.DomainScope;

/** A tool for those who may read at least one domain. */
abstract class ReaderTool implements AgentTool {
  @Override
  public boolean isFor(Caller caller, DomainScope scope) {
    return !scope.domains().isEmpty();
  }

  @Override
  public String required() {
    return "the role reader of a domain";
  }
}
