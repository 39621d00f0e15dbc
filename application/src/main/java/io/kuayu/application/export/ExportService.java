package io.kuayu.application.export;

import io.kuayu.application.privacy.Actor;
import io.kuayu.application.privacy.AuditTrail;
import io.kuayu.application.workspace.Workspace;
import java.util.Map;

/**
 * Exports everything that is held about a person, for the command {@code export} and for {@code GET
 * /api/v1/users/{user}} alike. The audit log has the export before anything is handed out.
 */
public final class ExportService {
  private final SubjectSource source;
  private final AuditTrail audit;

  /**
   * @param source looks a person up
   */
  public ExportService(SubjectSource source, AuditTrail audit) {
    this.source = source;
    this.audit = audit;
  }

  /** Exports from a work folder. */
  public static ExportService of(Workspace workspace) {
    return new ExportService(
        user -> SubjectData.about(workspace, user),
        AuditTrail.of(workspace.configuration().server()));
  }

  /**
   * Exports.
   *
   * @param user the id that the person has outside
   * @throws io.kuayu.core.KuayuException where the audit log cannot be written
   */
  public SubjectData export(Actor actor, String user) {
    SubjectData held = source.about(user);
    audit.record(
        actor,
        "user.export",
        Map.of(
            "user",
            audit.pseudonym(held.name()),
            "events",
            String.valueOf(held.corpus().size() + held.stored().size())));
    return held;
  }
}
