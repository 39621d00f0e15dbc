package io.kuayu.server.api;

import io.kuayu.application.privacy.Actor;
import io.kuayu.application.serving.LiveService;
import io.kuayu.application.serving.ModelRegistry;
import io.kuayu.application.serving.PrivacyServices;
import io.kuayu.application.serving.StartupStep;
import io.kuayu.application.settings.RequestLimits;
import io.kuayu.application.users.UserDirectory;
import io.kuayu.core.ItemKey;
import io.kuayu.engine.live.LiveEngine;
import io.kuayu.server.web.Call;
import io.kuayu.server.web.HttpProblem;
import io.kuayu.server.web.ProblemCode;
import io.kuayu.server.web.ServerHealth;
import io.kuayu.server.web.ServerMetrics;
import io.kuayu.storage.access.Role;
import io.kuayu.storage.audit.AuditLog;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The services that the endpoints use.
 *
 * @param live answers, and keeps people, items and models
 * @param limits of one request
 * @param measurements metrics of the work done
 * @param health whether there is room for requests and for what they bring
 * @param warm whether the path of a request has been warmed up
 */
public record ApiServices(
    LiveService live,
    RequestLimits limits,
    ServerMetrics measurements,
    ServerHealth health,
    AtomicBoolean warm) {
  public LiveEngine engine() {
    return live.engine();
  }

  public UserDirectory people() {
    return live.people();
  }

  ModelRegistry models() {
    return live.models();
  }

  public PrivacyServices privacy() {
    return live.privacy();
  }

  AuditLog audit() {
    return live.audit();
  }

  /** Rejects requests while no model is active. */
  public void mustBeReady() {
    if (!engine().isReady()) {
      throw new HttpProblem(
          ProblemCode.NOT_READY, StartupStep.LOADING.told(), Map.of("Retry-After", "1"));
    }
  }

  /** Rejects requests until the warm-up is complete. */
  void mustBeWarm() {
    mustBeReady();
    if (!warm.get()) {
      throw new HttpProblem(
          ProblemCode.NOT_READY, "loading: the model is warming up", Map.of("Retry-After", "1"));
    }
  }

  /** All domains that there are. */
  public List<String> domains() {
    mustBeReady();
    return engine().catalogue().domains();
  }

  /** Rejects a domain of the path that does not exist or in which the caller has no role. */
  void mustBeDomain(Call call, Role role, String domain) {
    DomainScope.of(call.caller(), role, this).mustHave(domain, ProblemCode.UNKNOWN_DOMAIN);
  }

  /** Rejects an item that is not there, or no longer. */
  public void mustOffer(ItemKey item) {
    if (!engine().offers(item)) {
      throw new HttpProblem(ProblemCode.UNKNOWN_ITEM, "the domain has no such item, or no longer");
    }
  }

  /** The caller in the form that the use cases expect. */
  static Actor actor(Call call) {
    return new Actor(call.caller().name(), Map.of("request", call.requestId()));
  }
}
