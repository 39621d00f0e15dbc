package io.kuayu.storage.access;

import io.kuayu.core.KuayuException;
import java.util.Optional;

/**
 * A role in a domain.
 *
 * @param role what may be done
 * @param domain the domain; {@link #EVERYWHERE} for all domains
 */
public record Grant(Role role, String domain) {
  public static final String EVERYWHERE = "*";

  /** Reads {@code role} or {@code role:domain}. */
  public static Grant parse(String text) {
    int colon = text.indexOf(':');
    return colon < 0
        ? new Grant(Role.of(text), EVERYWHERE)
        : new Grant(Role.of(text.substring(0, colon)), text.substring(colon + 1));
  }

  /** As {@link #parse}; empty where there is no such role. */
  public static Optional<Grant> find(String text) {
    try {
      return Optional.of(parse(text));
    } catch (KuayuException e) {
      return Optional.empty();
    }
  }

  public boolean allows(Role asked) {
    return role == asked || role == Role.ADMIN;
  }

  public boolean isEverywhere() {
    return domain.equals(EVERYWHERE);
  }

  @Override
  public String toString() {
    return role.written() + ":" + domain;
  }
}
