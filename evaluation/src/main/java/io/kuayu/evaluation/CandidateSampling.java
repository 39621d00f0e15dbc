package io.kuayu.evaluation;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import java.util.regex.Pattern;

/** The candidates among which a target is ranked. */
public sealed interface CandidateSampling {
  /** Every item of the target's domain with which the person has no event before the target. */
  record Full() implements CandidateSampling {
    @Override
    public String toString() {
      return "full";
    }
  }

  /**
   * The target and items sampled uniformly from its domain, without replacement and without any of
   * the person's own. Ranks among few candidates overstate every model's quality and may change the
   * order of models (Krichene and Rendle, KDD 2020): use this only to compare with published
   * figures.
   *
   * @param count the number of sampled items besides the target; all of them where the domain has
   *     fewer
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
