package io.kuayu.privacy.dp;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The differential privacy guarantee of a training and the mechanisms that provide it. Whoever sees
 * the model learns hardly more about a person than if that person's data had been left out. The
 * guarantee covers adding or removing all events of one person; it does not hide the number of
 * people.
 *
 * @param epsilon the total cost of all mechanisms, as {@link RenyiAccountant} computes it
 * @param delta the probability with which the guarantee may fail
 * @param mechanisms in order; each may use the output of those before it
 */
public record Guarantee(double epsilon, double delta, List<Mechanism> mechanisms) {
  private static final int DIGITS = 6;

  /**
   * Gaussian noise on sums.
   *
   * @param name such as {@code DP-SGD}
   * @param clip the length to which a person's contribution is clipped
   * @param noise standard deviation of the noise, relative to {@code clip}
   * @param rate the probability with which a person takes part in a step
   * @param steps the number of steps
   */
  public record Mechanism(String name, double clip, double noise, double rate, long steps) {
    private String said() {
      return "%s: clip %s, noise %s, rate %s, steps %d"
          .formatted(name, number(clip), number(noise), number(rate), steps);
    }
  }

  public Guarantee {
    mechanisms = List.copyOf(mechanisms);
  }

  /** The joint guarantee of several mechanisms. */
  public static Guarantee of(double delta, List<Mechanism> mechanisms) {
    RenyiAccountant spent = RenyiAccountant.EMPTY;
    for (Mechanism mechanism : mechanisms) {
      spent = spent.with(mechanism.noise, mechanism.rate, mechanism.steps);
    }
    return new Guarantee(spent.epsilon(delta), delta, mechanisms);
  }

  /** The parameters by name, as in a manifest; in order where there are several mechanisms. */
  public Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("privacy.mechanism", each(Mechanism::name));
    facts.put("privacy.unit", "all events of one person");
    facts.put("privacy.epsilon", number(epsilon));
    facts.put("privacy.delta", number(delta));
    facts.put("privacy.clip", each(mechanism -> number(mechanism.clip)));
    facts.put("privacy.noise", each(mechanism -> number(mechanism.noise)));
    facts.put("privacy.rate", each(mechanism -> number(mechanism.rate)));
    facts.put("privacy.steps", each(mechanism -> Long.toString(mechanism.steps)));
    return facts;
  }

  private String each(Function<Mechanism, String> fact) {
    return mechanisms.stream().map(fact).collect(Collectors.joining("; "));
  }

  /** A one-line description for users. */
  public String said() {
    return "ε = %s, δ = %s for each person, by %s"
        .formatted(number(epsilon), number(delta), each(Mechanism::said));
  }

  /**
   * The largest area under the ROC curve that any membership attack can reach: {@code 1 - (1-δ)² /
   * (1 + e^ε)}, the area below the curve of Kairouz, Oh and Viswanath (ICML 2015, theorem 2.1).
   */
  public double maxAuc() {
    return 1 - (1 - delta) * (1 - delta) / (1 + Math.exp(epsilon));
  }

  private static String number(double value) {
    return new BigDecimal(value, new MathContext(DIGITS)).stripTrailingZeros().toString();
  }
}
