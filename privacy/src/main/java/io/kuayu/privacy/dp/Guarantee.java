package io.kuayu.privacy.dp;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a training promises about each person, and by which mechanism: whoever sees the model learns
 * hardly more about somebody than if they had not been in the data. Adding or removing all events
 * of one person is what is hidden; how many people there are is not.
 *
 * @param mechanism such as {@code DP-SGD}
 * @param epsilon what was spent, as {@link RenyiAccountant} finds it from the numbers below
 * @param delta the part of it that may fail
 * @param clip to which length what a person adds is kept
 * @param noise standard deviation of the noise, relative to {@code clip}
 * @param rate the probability with which a person takes part in a step
 * @param steps how many
 */
public record Guarantee(
    String mechanism,
    double epsilon,
    double delta,
    double clip,
    double noise,
    double rate,
    long steps) {
  private static final int DIGITS = 6;

  /** Its numbers by name, as a manifest has them. */
  public Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("privacy.mechanism", mechanism);
    facts.put("privacy.unit", "all events of one person");
    facts.put("privacy.epsilon", number(epsilon));
    facts.put("privacy.delta", number(delta));
    facts.put("privacy.clip", number(clip));
    facts.put("privacy.noise", number(noise));
    facts.put("privacy.rate", number(rate));
    facts.put("privacy.steps", Long.toString(steps));
    return facts;
  }

  /** In one line, for people. */
  public String said() {
    return "ε = %s, δ = %s for each person, by %s: clip %s, noise %s, rate %s, steps %d"
        .formatted(
            number(epsilon),
            number(delta),
            mechanism,
            number(clip),
            number(noise),
            number(rate),
            steps);
  }

  /**
   * The largest area under the ROC curve that any attacker can reach who is to tell members from
   * strangers: {@code 1 - (1-δ)² / (1 + e^ε)}, what lies below the curve of Kairouz, Oh and
   * Viswanath (ICML 2015, theorem 2.1).
   */
  public double mostAuc() {
    return 1 - (1 - delta) * (1 - delta) / (1 + Math.exp(epsilon));
  }

  private static String number(double value) {
    return new BigDecimal(value, new MathContext(DIGITS)).stripTrailingZeros().toString();
  }
}
