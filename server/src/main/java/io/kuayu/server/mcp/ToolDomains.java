package io.kuayu.server.mcp;

import io.kuayu.core.ItemKey;
import io.kuayu.server.api.DomainScope;
import io.kuayu.server.web.HttpProblem;
import io.kuayu.server.web.Ids;
import io.kuayu.server.web.JsonObjectReader;
import io.kuayu.server.web.ProblemCode;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Reads the domains in a tool's arguments. An agent is told which ones there are for it, so that it
 * can correct itself.
 *
 * @param scope what the caller may read
 * @param denied told when a domain is asked for that exists and may not be read
 */
record ToolDomains(DomainScope scope, Runnable denied) {
  /** The domains of an argument; those that may be read where none is named. */
  Set<String> asked(JsonObjectReader arguments) {
    Set<String> asked = new LinkedHashSet<>();
    for (String domain : arguments.texts("domains", Math.max(1, scope.domains().size()))) {
      asked.add(checked("domains", domain));
    }
    return asked.isEmpty() ? new LinkedHashSet<>(scope.domains()) : asked;
  }

  /** The item of two arguments, whether or not there is one. */
  ItemKey item(JsonObjectReader arguments) {
    String domain = checked("domain", arguments.text("domain"));
    return new ItemKey(domain, arguments.id("item"));
  }

  private String checked(String name, String domain) {
    Ids.checked(name, domain);
    if (!scope.domains().contains(domain)) {
      if (scope.hides(domain)) {
        denied.run();
      }
      throw new HttpProblem(ProblemCode.NO_SUCH_DOMAIN, scope.told());
    }
    return domain;
  }
}
