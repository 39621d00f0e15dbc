package io.kuayu.models.dense;

import io.kuayu.core.Context;
import io.kuayu.model.Contribution;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Explains a score that is no sum: what is lost when one event is taken away. */
public final class RemovalExplanation {
  private RemovalExplanation() {}

  /**
   * The weight of each event.
   *
   * @param length how many of the last events can matter at all; the older ones weigh nothing
   * @param score of the item in question for a context; asked {@code length + 1} times
   */
  public static List<Contribution> explain(
      Context context, int length, ToDoubleFunction<Context> score) {
    double whole = score.applyAsDouble(context);
    List<Contribution> contributions = new ArrayList<>();
    for (int index = Math.max(0, context.length() - length); index < context.length(); index++) {
      double without = score.applyAsDouble(context.without(index));
      contributions.add(Contribution.ofEvent(index, whole - without));
    }
    return contributions;
  }
}
