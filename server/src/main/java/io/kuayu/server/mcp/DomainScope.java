package io.kuayu.server.mcp;

import io.kuayu.core.ItemKey;
import io.kuayu.engine.request.Explanation;
import io.kuayu.server.access.Caller;
import io.kuayu.server.web.HttpProblem;
import io.kuayu.server.web.Ids;
import io.kuayu.server.web.JsonObjectReader;
import io.kuayu.server.web.ProblemCode;
import io.kuayu.storage.access.Role;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The domains that a caller may read. All others do not exist for them: whatever is asked about one
 * is answered as for a domain that was never there.
 */
final class DomainScope {
  private final List<String> all;
  private final List<String> readable;
  private final Runnable denied;

  /**
   * @param all domains that there are
   * @param denied told when a domain is asked for that exists and may not be read
   */
  DomainScope(Caller caller, List<String> all, Runnable denied) {
    this.all = List.copyOf(all);
    readable = all.stream().filter(domain -> caller.has(Role.READER, domain)).toList();
    this.denied = denied;
  }

  /** In the order of the catalogue. */
  List<String> readable() {
    return readable;
  }

  /** Whether nothing is hidden. */
  boolean isWhole() {
    return readable.size() == all.size();
  }

  /** The domains of an argument; those that may be read where none is named. */
  Set<String> asked(JsonObjectReader arguments) {
    Set<String> asked = new LinkedHashSet<>();
    for (String domain : arguments.texts("domains", Math.max(1, readable.size()))) {
      asked.add(checked("domains", domain));
    }
    return asked.isEmpty() ? new LinkedHashSet<>(readable) : asked;
  }

  /** The item of two arguments, whether or not there is one. */
  ItemKey item(JsonObjectReader arguments) {
    String domain = checked("domain", arguments.text("domain"));
    return new ItemKey(domain, arguments.id("item"));
  }

  private String checked(String name, String domain) {
    Ids.checked(name, domain);
    if (!readable.contains(domain)) {
      if (all.contains(domain)) {
        denied.run();
      }
      throw new HttpProblem(
          ProblemCode.NO_SUCH_DOMAIN, "the domains are " + String.join(", ", readable));
    }
    return domain;
  }

  /** What may be told of an explanation. */
  UnaryOperator<Explanation> told() {
    return isWhole()
        ? UnaryOperator.identity()
        : explanation -> explanation.within(readable::contains);
  }
}
