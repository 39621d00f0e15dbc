package io.kuayu.server.mcp;

import io.kuayu.server.api.ApiServices;
import io.kuayu.server.api.DomainScope;
import io.kuayu.server.api.RecommendationRequest;
import io.kuayu.server.web.Call;
import io.kuayu.server.web.JsonObjectReader;

/**
 * A call of a tool.
 *
 * @param call the request that it came in
 * @param service what answers
 * @param domains reads those of the arguments
 * @param arguments of which each is named in the tool's schema
 */
record ToolCall(Call call, ApiServices service, ToolDomains domains, JsonObjectReader arguments) {
  /** An answer is read by a model with a bounded context. */
  private static final int MAX_LIST = 100;

  /** The longest list that may be asked for. */
  static int maxList(ApiServices service) {
    return Math.min(MAX_LIST, service.limits().k());
  }

  /** The length of a list where none is asked for. */
  static int defaultList(ApiServices service) {
    return Math.min(RecommendationRequest.DEFAULT_K, maxList(service));
  }

  /** The domains that the caller may read. */
  DomainScope scope() {
    return domains.scope();
  }

  /** How long the list shall be. */
  int k() {
    return (int) arguments.number("k", 1, maxList(service)).orElse(defaultList(service));
  }
}
