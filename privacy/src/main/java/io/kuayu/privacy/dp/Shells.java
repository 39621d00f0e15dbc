package io.kuayu.privacy.dp;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.random.RandomGenerator;

/**
 * Draws integers k from a lower bound on, each with a probability proportional to {@code
 * exp(-k²/2)}: the integer part of a normal number before its fraction is drawn. Probabilities are
 * tabulated to 128 bits; a second word of random bits is drawn where the first 64 do not decide.
 */
final class Shells {
  /** Values beyond this have a probability below {@code 2^-128}. */
  private static final int LAST = 14;

  private static final int WORD = 64;
  private static final MathContext DIGITS = new MathContext(80);

  private final int from;
  private final long[] high;
  private final long[] low;

  /**
   * @param from the least number, 0 to 8
   */
  Shells(int from) {
    this.from = from;
    high = new long[LAST - from];
    low = new long[LAST - from];
    BigDecimal root = rootOfE();
    BigDecimal all = BigDecimal.ZERO;
    for (int k = from; k <= LAST; k++) {
      all = all.add(root.pow(k * k - from * from, DIGITS), DIGITS);
    }
    BigDecimal sum = BigDecimal.ZERO;
    BigDecimal word = BigDecimal.TWO.pow(WORD);
    for (int index = 0; index < high.length; index++) {
      int k = from + index;
      sum = sum.add(root.pow(k * k - from * from, DIGITS), DIGITS);
      BigDecimal[] parts =
          sum.divide(all, DIGITS).multiply(word).divideAndRemainder(BigDecimal.ONE);
      high[index] = parts[0].toBigInteger().longValue();
      low[index] = parts[1].multiply(word).toBigInteger().longValue();
    }
  }

  /** {@code exp(-1/2)} by its series. */
  private static BigDecimal rootOfE() {
    BigDecimal sum = BigDecimal.ONE;
    BigDecimal term = BigDecimal.ONE;
    for (int n = 1; n <= 60; n++) {
      term = term.divide(BigDecimal.valueOf(-2L * n), DIGITS);
      sum = sum.add(term, DIGITS);
    }
    return sum;
  }

  int draw(RandomGenerator bits) {
    long word = bits.nextLong();
    for (int index = 0; index < high.length; index++) {
      int order = Long.compareUnsigned(word, high[index]);
      if (order < 0 || (order == 0 && Long.compareUnsigned(bits.nextLong(), low[index]) < 0)) {
        return from + index;
      }
    }
    return LAST;
  }
}
