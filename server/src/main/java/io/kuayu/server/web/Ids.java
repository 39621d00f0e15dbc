package io.kuayu.server.web;

import java.nio.charset.StandardCharsets;

/** Validates ids of users, items and domains: any text that a store can hold is valid. */
public final class Ids {
  private static final int MAX_BYTES = 512;

  private Ids() {}

  /**
   * Returns the id itself if it is valid.
   *
   * @param name what the id identifies, for the problem document
   */
  public static String checked(String name, String id) {
    if (id.isEmpty()) {
      throw new HttpProblem(ProblemCode.BAD_ID, "'" + name + "' is empty");
    }
    if (id.length() > MAX_BYTES || id.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      throw new HttpProblem(
          ProblemCode.BAD_ID, "'" + name + "' is longer than the " + MAX_BYTES + " bytes allowed");
    }
    if (id.indexOf('\0') >= 0 || !isWellFormed(id)) {
      throw new HttpProblem(ProblemCode.BAD_ID, "'" + name + "' holds a character that is no text");
    }
    return id;
  }

  /** Whether every surrogate has its partner, so that the text can be written as UTF-8. */
  public static boolean isWellFormed(String text) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }
}
