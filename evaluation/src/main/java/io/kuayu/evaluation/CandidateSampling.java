package io.kuayu.evaluation;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import java.util.regex.Pattern;

/** Among which items a target is ranked. */
public sealed interface CandidateSampling {
  /** Every item of the target's domain that the person has no event with before the target. */
  record Full() implements CandidateSampling {
    @Override
    public String toString() {
      return "full";
    }
  }

  /**
   * The target and items drawn from its domain, uniformly, without repetition and without any of
   * the person's own. Ranks among few candidates flatter every model and may change their order
   * (Krichene and Rendle, KDD 2020): use it to compare with published figures alone.
   *
   * @param count how many are drawn beside the target; all of them where the domain has fewer
   */
  record Sampled(int count) implements CandidateSampling {
    public Sampled {
      if (count < 1) {
        throw unknown("sampled:" + count);
      }
    }

    @Override
    public String toString() {
      return "sampled:" + count;
    }
  }

  static CandidateSampling full() {
    return new Full();
  }

  static CandidateSampling sampled(int count) {
    return new Sampled(count);
  }

  /**
   * Reads {@code full} or {@code sampled:N}.
   *
   * @throws KuayuException where it is neither
   */
  static CandidateSampling parse(String text) {
    if (text.equals("full")) {
      return full();
    }
    var sampled = Pattern.compile("sampled:(\\d{1,9})").matcher(text);
    if (sampled.matches()) {
      return sampled(Integer.parseInt(sampled.group(1)));
    }
    throw unknown(text);
  }

  private static KuayuException unknown(String text) {
    return new KuayuException(
        ErrorCode.INVALID_EVALUATION,
        "there are no candidates '" + text + "'",
        "choose 'full', or 'sampled:N' with N of at least 1, such as sampled:999");
  }
}
