package io.kuayu.storage.access;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** A set of rights, granted for one domain or for all. */
public enum Role {
  /** Asks for lists, scores, similar items and reasons. */
  READER,
  /** Posts events. */
  WRITER,
  /** Puts and deletes items. */
  CURATOR,
  /** Chooses which model answers. */
  TRAINER,
  /** Sees and erases what is held about a person. */
  PRIVACY_OFFICER,
  /** Reads the audit log. */
  AUDITOR,
  /** May do all that the others may. */
  ADMIN;

  /** As it is written: {@code privacy-officer}. */
  public String written() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Reads a role as it is written.
   *
   * @throws KuayuException where there is none of that name
   */
  public static Role of(String written) {
    return Arrays.stream(values())
        .filter(role -> role.written().equals(written))
        .findFirst()
        .orElseThrow(
            () ->
                new KuayuException(
                    ErrorCode.UNKNOWN_ROLE,
                    "there is no role '" + written + "'",
                    Arrays.stream(values())
                        .map(Role::written)
                        .collect(Collectors.joining(", ", "the roles are ", ""))));
  }
}
