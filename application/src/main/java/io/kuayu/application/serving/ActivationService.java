package io.kuayu.application.serving;

import io.kuayu.application.privacy.Actor;
import io.kuayu.application.privacy.AuditTrail;
import io.kuayu.model.bundle.Bundle;
import java.util.List;
import java.util.Map;

/** Switches a running engine to another model on request, and records it. Thread-safe. */
public final class ActivationService {
  private final ModelRegistry models;
  private final AuditTrail audit;

  ActivationService(ModelRegistry models, AuditTrail audit) {
    this.models = models;
    this.audit = audit;
  }

  /**
   * Answers with that bundle from now on; where the audit log cannot be written, nothing changes.
   */
  public void activate(Actor actor, Bundle bundle) {
    Map<String, String> details =
        Map.of("model", bundle.manifest().name(), "version", bundle.manifest().version());
    var _ =
        audit.step(
            actor,
            "model.activate",
            List.of(details),
            () -> {
              models.activate(bundle);
              return bundle;
            },
            _ -> details);
  }
}
