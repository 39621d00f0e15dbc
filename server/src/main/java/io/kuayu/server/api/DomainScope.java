package io.kuayu.server.api;

import io.kuayu.core.ItemKey;
import io.kuayu.engine.consent.PersonalRequest;
import io.kuayu.engine.request.Explanation;
import io.kuayu.server.access.Caller;
import io.kuayu.server.web.HttpProblem;
import io.kuayu.server.web.ProblemCode;
import io.kuayu.storage.access.Role;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The domains in which a caller has a role. All others do not exist for them: whatever is asked
 * about one is answered as for a domain that was never there.
 */
public final class DomainScope {
  private final Caller caller;
  private final Role role;
  private final List<String> all;
  private final List<String> allowed;

  private DomainScope(Caller caller, Role role, List<String> all) {
    this.caller = caller;
    this.role = role;
    this.all = List.copyOf(all);
    allowed = all.stream().filter(domain -> caller.has(role, domain)).toList();
  }

  /** What a caller may read. */
  public static DomainScope ofReader(Caller caller, ApiServices service) {
    return of(caller, Role.READER, service);
  }

  static DomainScope of(Caller caller, Role role, ApiServices service) {
    return new DomainScope(caller, role, service.domains());
  }

  /** In the order of the catalogue. */
  public List<String> domains() {
    return allowed;
  }

  /** Whether no domain that there is is hidden. */
  public boolean isWhole() {
    return allowed.size() == all.size();
  }

  /** Whether a domain is there and hidden. */
  public boolean hides(String domain) {
    return all.contains(domain) && !allowed.contains(domain);
  }

  /** The domains by name, as it may be told to the caller. */
  public String told() {
    return "the domains are " + String.join(", ", allowed);
  }

  /**
   * Rejects a domain in which the caller has no role, whether or not there is one of that name.
   *
   * @throws HttpProblem {@code forbidden}
   */
  void mustAllow(String domain) {
    if (!caller.has(role, domain)) {
      throw new HttpProblem(
          ProblemCode.FORBIDDEN, "the caller is no " + role.written() + " of the domain asked for");
    }
  }

  /**
   * Rejects a domain in which the caller has no role, and then one that is not there.
   *
   * @param absent the problem of a domain that is not there
   */
  void mustHave(String domain, ProblemCode absent) {
    mustAllow(domain);
    if (!all.contains(domain)) {
      throw new HttpProblem(absent, told());
    }
  }

  /** The requested domains; if none is named, all that the caller may use. */
  Set<String> asked(Set<String> named) {
    named.forEach(domain -> mustHave(domain, ProblemCode.NO_SUCH_DOMAIN));
    if (!named.isEmpty() || caller.hasEverywhere(role)) {
      return named;
    }
    if (allowed.isEmpty()) {
      throw new HttpProblem(ProblemCode.FORBIDDEN, "the caller may read no domain that there is");
    }
    return new HashSet<>(allowed);
  }

  /** Rejects a request that names items of other domains, which would tell what becomes of them. */
  void mustAllowItems(PersonalRequest request) {
    if (!caller.hasEverywhere(role)) {
      request.history().forEach(event -> mustAllow(event.item().domain()));
      request.session().forEach(event -> mustAllow(event.item().domain()));
      request.page().ifPresent(item -> mustAllow(item.domain()));
      mustAllowItems(request.rules().include());
      mustAllowItems(request.rules().exclude());
    }
  }

  /** Rejects items of other domains. */
  void mustAllowItems(Iterable<ItemKey> items) {
    if (!caller.hasEverywhere(role)) {
      items.forEach(item -> mustAllow(item.domain()));
    }
  }

  /** Removes from an explanation what is not for the caller. */
  public UnaryOperator<Explanation> within() {
    return isWhole()
        ? UnaryOperator.identity()
        : explanation -> explanation.within(allowed::contains);
  }
}
