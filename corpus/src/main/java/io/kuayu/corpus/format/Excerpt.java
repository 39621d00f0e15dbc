package io.kuayu.corpus.format;

import java.nio.charset.StandardCharsets;

/** The beginning of untrusted text, fit for a terminal: one line without control characters. */
public final class Excerpt {
  private static final int LENGTH = 120;

  private Excerpt() {}

  static String of(byte[] bytes) {
    return of(new String(bytes, 0, Math.min(bytes.length, 4 * LENGTH), StandardCharsets.UTF_8));
  }

  /** The beginning of a text. */
  public static String of(String text) {
    String shown =
        text.codePointCount(0, text.length()) > LENGTH
            ? text.substring(0, text.offsetByCodePoints(0, LENGTH)) + "…"
            : text;
    return shown.replaceAll("[\\p{Cntrl}\\p{Cf}]", "\ufffd");
  }
}
