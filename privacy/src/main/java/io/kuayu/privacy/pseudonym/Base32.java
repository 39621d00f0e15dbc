package io.kuayu.privacy.pseudonym;

import java.util.Arrays;
import java.util.Locale;

/**
 * Encodes bytes with the letters and digits of RFC 4648's base 32, in lower case and without
 * padding. A text may hold any number of characters, also numbers that the RFC does not allow:
 * missing bits are 0.
 */
final class Base32 {
  private static final org.apache.commons.codec.binary.Base32 CODEC =
      org.apache.commons.codec.binary.Base32.builder().get();

  private static final int BITS = 5;

  /** Characters in a group, which encodes as many whole bytes as a character has bits. */
  private static final int GROUP = 8;

  private Base32() {}

  /**
   * Encodes the first bits of some bytes.
   *
   * @param characters how many to write, five bits each
   */
  static String written(byte[] bytes, int characters) {
    int groups = Math.ceilDiv(characters, GROUP);
    return CODEC
        .encodeToString(Arrays.copyOf(bytes, groups * BITS))
        .substring(0, characters)
        .toLowerCase(Locale.ROOT);
  }

  /** The bytes that hold all bits of a text of this alphabet. */
  static byte[] read(String text) {
    int missing = Math.ceilDiv(text.length(), GROUP) * GROUP - text.length();
    byte[] bytes = CODEC.decode(text + "a".repeat(missing));
    return Arrays.copyOf(bytes, Math.ceilDiv(text.length() * BITS, Byte.SIZE));
  }
}
