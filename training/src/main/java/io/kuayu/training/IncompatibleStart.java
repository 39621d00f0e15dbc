package io.kuayu.training;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What keeps a training from starting from a model: options that decide the sizes of a network. */
public final class IncompatibleStart {
  private final List<String> different = new ArrayList<>();

  /**
   * Compares one option.
   *
   * @param own as the model to start from has it
   * @param wanted as the training has it
   */
  public IncompatibleStart compare(String option, Object own, Object wanted) {
    if (!own.equals(wanted)) {
      different.add(option + ": " + own);
    }
    return this;
  }

  /**
   * Ends the training where an option differed.
   *
   * @param family such as {@code transformer}
   * @param called such as "a transformer"
   */
  public void refuse(String family, String called) {
    if (!different.isEmpty()) {
      throw new KuayuException(
          ErrorCode.INCOMPATIBLE_START,
          "the bundle to start from is " + called + " of another make",
          "set the options models." + family + " as it has them: " + String.join(", ", different));
    }
  }

  /** A number that tells what was learnt, so that no checkpoint of another start is taken up. */
  public static int mark(Map<String, float[]> values) {
    int mark = 1;
    for (float[] numbers : values.values()) {
      mark = 31 * mark + Arrays.hashCode(numbers);
    }
    return mark;
  }
}
