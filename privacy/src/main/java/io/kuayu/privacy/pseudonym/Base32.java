package io.kuayu.privacy.pseudonym;

/** Bytes as the letters and digits of RFC 4648's base 32, in lower case and without padding. */
final class Base32 {
  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
  private static final int BITS = 5;

  private Base32() {}

  /**
   * The first bits of some bytes.
   *
   * @param characters how many to write, five bits each; bits that are missing are 0
   */
  static String written(byte[] bytes, int characters) {
    StringBuilder text = new StringBuilder(characters);
    for (int character = 0; character < characters; character++) {
      int value = 0;
      for (int bit = character * BITS; bit < (character + 1) * BITS; bit++) {
        value = value << 1 | bit(bytes, bit);
      }
      text.append(ALPHABET.charAt(value));
    }
    return text.toString();
  }

  /** The bytes that hold all bits of a text; bits behind the last are 0. */
  static byte[] read(String text) {
    byte[] bytes = new byte[(text.length() * BITS + Byte.SIZE - 1) / Byte.SIZE];
    for (int character = 0; character < text.length(); character++) {
      int value = ALPHABET.indexOf(text.charAt(character));
      for (int bit = 0; bit < BITS; bit++) {
        int at = character * BITS + bit;
        int set = value >>> (BITS - 1 - bit) & 1;
        bytes[at / Byte.SIZE] |= (byte) (set << (Byte.SIZE - 1 - at % Byte.SIZE));
      }
    }
    return bytes;
  }

  private static int bit(byte[] bytes, int at) {
    int index = at / Byte.SIZE;
    return index < bytes.length ? bytes[index] >>> (Byte.SIZE - 1 - at % Byte.SIZE) & 1 : 0;
  }
}
