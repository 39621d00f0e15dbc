package io.kuayu.benchmarks.fuzz;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Makes new inputs from known ones by the mutations that are usual for fuzzers (AFL's havoc stage):
 * flipped bits, interesting numbers, words of the language, and pieces that are cut, repeated or
 * taken from another input.
 */
final class Mutator {
  private static final int MAX_LENGTH = 1 << 16;
  private static final int MAX_MUTATIONS = 6;
  private static final long[] NUMBERS = {
    0,
    1,
    -1,
    127,
    128,
    255,
    256,
    32_767,
    65_535,
    65_536,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    1L << 32,
    Long.MAX_VALUE,
    Long.MIN_VALUE
  };
  private static final List<byte[]> TEXTS =
      FuzzTarget.bytes(
          "\0",
          "\uFEFF",
          "\u2028",
          "\uD83D\uDE00",
          "跨域",
          "1e999",
          "-0",
          "NaN",
          "null",
          "\\u0000",
          "\r\n",
          "\"",
          "'",
          "9".repeat(400),
          "[".repeat(2_000),
          "(".repeat(200));

  private final RandomGenerator random;
  private final List<byte[]> words;

  Mutator(RandomGenerator random, List<byte[]> words) {
    this.random = random;
    this.words = words;
  }

  /**
   * A new input.
   *
   * @param from what it is made from
   * @param other pieces are taken from it
   */
  byte[] mutate(byte[] from, byte[] other) {
    byte[] input = from;
    int mutations = 1 + random.nextInt(MAX_MUTATIONS);
    for (int mutation = 0; mutation < mutations; mutation++) {
      input = once(input, other);
    }
    return input.length > MAX_LENGTH ? Arrays.copyOf(input, MAX_LENGTH) : input;
  }

  private byte[] once(byte[] input, byte[] other) {
    int at = random.nextInt(input.length + 1);
    int end = at + random.nextInt(Math.min(64, input.length - at) + 1);
    return switch (random.nextInt(9)) {
      case 0 -> flipped(input, at);
      case 1 -> replaced(input, at, at + 1, new byte[] {(byte) random.nextInt()});
      case 2 -> replaced(input, at, end, new byte[0]);
      case 3 -> replaced(input, at, at, Arrays.copyOfRange(input, at, end));
      case 4 -> replaced(input, at, at, repeated(Arrays.copyOfRange(input, at, end)));
      case 5 -> replaced(input, at, end, piece(other));
      case 6 -> replaced(input, at, end, one(TEXTS));
      case 7 -> words.isEmpty() ? flipped(input, at) : replaced(input, at, end, one(words));
      default -> number(input, at);
    };
  }

  private byte[] flipped(byte[] input, int at) {
    byte[] flipped = input.clone();
    if (at < flipped.length) {
      flipped[at] ^= (byte) (1 << random.nextInt(8));
    }
    return flipped;
  }

  private byte[] number(byte[] input, int at) {
    long value = NUMBERS[random.nextInt(NUMBERS.length)];
    if (random.nextBoolean()) {
      return replaced(input, at, at, FuzzTarget.bytes(Long.toString(value)).getFirst());
    }
    int width = 1 << random.nextInt(4);
    byte[] little = new byte[width];
    for (int place = 0; place < width; place++) {
      little[place] = (byte) (value >>> (8 * place));
    }
    return replaced(input, at, at + width, little);
  }

  private byte[] repeated(byte[] piece) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int time = random.nextInt(40); time >= 0; time--) {
      all.writeBytes(piece);
    }
    return all.toByteArray();
  }

  private byte[] piece(byte[] of) {
    int from = random.nextInt(of.length + 1);
    return Arrays.copyOfRange(of, from, from + random.nextInt(of.length - from + 1));
  }

  private byte[] one(List<byte[]> of) {
    return of.get(random.nextInt(of.size()));
  }

  private static byte[] replaced(byte[] input, int from, int to, byte[] by) {
    int end = Math.min(to, input.length);
    byte[] result = new byte[input.length - (end - from) + by.length];
    System.arraycopy(input, 0, result, 0, from);
    System.arraycopy(by, 0, result, from, by.length);
    System.arraycopy(input, end, result, from + by.length, input.length - end);
    return result;
  }
}
