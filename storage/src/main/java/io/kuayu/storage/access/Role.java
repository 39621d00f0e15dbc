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
  /** Chooses which model serves requests. */
  TRAINER,
  /** Sees and erases the data of a person. */
  PRIVACY_OFFICER,
  /** Reads the audit log. */
  AUDITOR,
  /** Has the rights of all other roles. */
  ADMIN;

  /** The written name: {@code privacy-officer}. */
  public String written() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Parses the written name of a role.
   *
   * @throws KuayuException where there is no role of that name
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
