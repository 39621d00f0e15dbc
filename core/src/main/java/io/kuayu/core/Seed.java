package io.kuayu.core;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/**
 * The one source of randomness. Each purpose derives its own seed from it by name, so what one part
 * draws never shifts what another part gets, and results do not depend on the order of threads.
 *
 * @param value the seed itself
 */
public record Seed(long value) {
  /** The seed of a named purpose, such as {@code "negatives"} or a user's id. */
  public Seed derive(String purpose) {
    long hash = 0xcbf29ce484222325L;
    for (byte b : purpose.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
    }
    return new Seed(mix(value ^ mix(hash)));
  }

  /** The seed of the n-th of many, such as an epoch. */
  public Seed derive(long number) {
    return new Seed(mix(value + 0x9e3779b97f4a7c15L * (number + 1)));
  }

  /** A generator that starts at this seed. */
  public SplittableRandom random() {
    return new SplittableRandom(value);
  }

  /** The finaliser of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014). */
  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
