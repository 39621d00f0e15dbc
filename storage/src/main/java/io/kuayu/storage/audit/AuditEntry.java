package io.kuayu.storage.audit;

import java.util.Map;

/**
 * An action that is intended, was done, was denied or failed.
 *
 * @param actor who: {@link io.kuayu.server.access.Caller#name()}, or {@code command}
 * @param action what, such as {@code item.put} or {@code user.erase}
 * @param outcome {@code intended}, {@code done}, {@code denied} or {@code failed}
 * @param details what it was done to; no secrets and no ids of people, but {@link
 *     AuditLog#pseudonym}s
 */
public record AuditEntry(String actor, String action, String outcome, Map<String, String> details) {
  public AuditEntry {
    details = Map.copyOf(details);
  }
}
