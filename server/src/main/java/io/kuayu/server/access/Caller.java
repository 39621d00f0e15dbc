package io.kuayu.server.access;

import io.kuayu.storage.access.Grant;
import io.kuayu.storage.access.Role;
import java.util.Set;

/**
 * The caller of a request.
 *
 * @param name their name in the audit log: {@code key:ID}, {@code token:SUBJECT-HASH} or {@code
 *     local}
 * @param grants what they may do
 */
public record Caller(String name, Set<Grant> grants) {
  /** Anybody on this machine while no key exists. */
  public static final Caller LOCAL =
      new Caller("local", Set.of(new Grant(Role.ADMIN, Grant.EVERYWHERE)));

  public Caller {
    grants = Set.copyOf(grants);
  }

  /** Whether they have the role in at least one domain. */
  public boolean has(Role role) {
    return grants.stream().anyMatch(grant -> grant.allows(role));
  }

  /** Whether they have the role in that domain. */
  public boolean has(Role role, String domain) {
    return grants.stream()
        .anyMatch(
            grant -> grant.allows(role) && (grant.isEverywhere() || grant.domain().equals(domain)));
  }

  /** Whether they have some role in that domain. */
  public boolean hasAny(String domain) {
    return grants.stream().anyMatch(grant -> grant.isEverywhere() || grant.domain().equals(domain));
  }

  /** Whether all that they may do is in some domains alone. */
  public boolean isLimited() {
    return grants.stream().noneMatch(Grant::isEverywhere);
  }

  /** Whether they have the role in every domain, including future ones. */
  public boolean hasEverywhere(Role role) {
    return grants.stream().anyMatch(grant -> grant.allows(role) && grant.isEverywhere());
  }
}
