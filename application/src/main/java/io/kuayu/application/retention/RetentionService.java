package io.kuayu.application.retention;

import io.kuayu.application.privacy.Actor;
import io.kuayu.application.privacy.AuditTrail;
import io.kuayu.application.workspace.Workspace;
import java.util.List;
import java.util.Map;

/**
 * Deletes events that are older than {@code privacy.retention} allows: from the store, and from the
 * corpus by preparing it again. The audit log has it before anything goes.
 */
public final class RetentionService {
  private final Workspace workspace;
  private final AuditTrail audit;

  public RetentionService(Workspace workspace) {
    this.workspace = workspace;
    audit = AuditTrail.of(workspace.configuration().server());
  }

  /** Deletes from the store and prepares the corpus again; nothing where there is no limit. */
  public RetentionResult retain(Actor actor) {
    long deleted = expire(actor);
    boolean limited = isLimited();
    if (limited) {
      var _ = workspace.preparation().prepare();
    }
    return new RetentionResult(deleted, limited);
  }

  /** Deletes from the store alone; how many events there were. */
  public long expire(Actor actor) {
    if (!isLimited() || !workspace.configuration().server().store().exists()) {
      return 0;
    }
    return audit.step(
        actor,
        "events.expire",
        List.of(Map.of()),
        workspace::expireStored,
        deleted -> Map.of("events", String.valueOf(deleted)));
  }

  private boolean isLimited() {
    return workspace.configuration().corpus().privacy().retention().limits();
  }
}
