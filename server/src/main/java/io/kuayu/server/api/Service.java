package io.kuayu.server.api;

import io.kuayu.core.ItemKey;
import io.kuayu.engine.LiveEngine;
import io.kuayu.server.access.Role;
import io.kuayu.server.audit.AuditEntry;
import io.kuayu.server.audit.AuditLog;
import io.kuayu.server.web.Call;
import io.kuayu.server.web.Code;
import io.kuayu.server.web.Limits;
import io.kuayu.server.web.Measurements;
import io.kuayu.server.web.Problem;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What the paths work with.
 *
 * @param engine answers
 * @param people everybody's events
 * @param models the bundles that can answer
 * @param audit where changes are told
 * @param limits of one request
 * @param measurements where work is counted
 * @param warm whether the way of a request has been warmed up
 */
public record Service(
    LiveEngine engine,
    KnownPeople people,
    Models models,
    AuditLog audit,
    Limits limits,
    Measurements measurements,
    AtomicBoolean warm) {
  /** Refuses while no model answers. */
  void mustBeReady() {
    if (!engine.isReady()) {
      throw new Problem(Code.NOT_READY, "the model is being loaded", Map.of("Retry-After", "1"));
    }
  }

  /** Refuses while the first requests would be slow. */
  void mustBeWarm() {
    mustBeReady();
    if (!warm.get()) {
      throw new Problem(Code.NOT_READY, "the model is warming up", Map.of("Retry-After", "1"));
    }
  }

  List<String> domains() {
    mustBeReady();
    return engine.catalogue().domains();
  }

  /** Refuses a domain of the path that does not exist or that the caller has no role in. */
  void mustBeDomain(Call call, Role role, String domain) {
    call.mustHave(role, domain);
    if (!domains().contains(domain)) {
      throw new Problem(Code.UNKNOWN_DOMAIN, "the domains are " + String.join(", ", domains()));
    }
  }

  void mustOffer(ItemKey item) {
    if (!engine.offers(item)) {
      throw new Problem(Code.UNKNOWN_ITEM, "the domain has no such item, or no longer");
    }
  }

  /** Tells the audit log what a caller did. */
  void done(Call call, String action, Map<String, String> details) {
    Map<String, String> all = new TreeMap<>(details);
    all.put("request", call.requestId());
    audit.append(new AuditEntry(call.caller().name(), action, "done", all));
  }
}
