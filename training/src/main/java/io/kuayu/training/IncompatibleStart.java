package io.kuayu.training;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares the options that decide the sizes of a network with those of the model to start from.
 */
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
}
