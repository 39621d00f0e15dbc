package io.kuayu.model;

import io.kuayu.core.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Explains scores that are no sums of evidence: an event weighs what the score loses when the event
 * is removed from the history (leave one out).
 */
public final class RemovalExplanation {
  private RemovalExplanation() {}

  /**
   * The weight of each event for one item.
   *
   * @param length how many of the last events can matter at all; the older ones weigh nothing
   * @param score of the item for a context; asked {@code length + 1} times
   */
  public static List<Contribution> explain(
      Context context, int length, ToDoubleFunction<Context> score) {
    double whole = score.applyAsDouble(context);
    return explain(
            context,
            lastEvents(context, length),
            1,
            shorter -> new double[] {whole - score.applyAsDouble(shorter)})
        .getFirst();
  }

  /**
   * The weights of some events for several items: each event is removed once for all items.
   *
   * @param events indices into the context, in the order of the contributions
   * @param items how many
   * @param losses what the score of each item loses with a shorter context, {@code [items]}; asked
   *     once for each event
   * @return the contributions of each item, which the caller may extend
   * @throws TimeLimit.Exceeded if the time of the computation is over
   */
  public static List<List<Contribution>> explain(
      Context context, int[] events, int items, Function<Context, double[]> losses) {
    List<List<Contribution>> all =
        Stream.<List<Contribution>>generate(ArrayList::new).limit(items).toList();
    for (int event : events) {
      TimeLimit.check();
      double[] lost = losses.apply(context.without(event));
      for (int item = 0; item < items; item++) {
        all.get(item).add(Contribution.ofEvent(event, lost[item]));
      }
    }
    return all;
  }

  /** Indices of the last events of a context, at most {@code length}, oldest first. */
  public static int[] lastEvents(Context context, int length) {
    return IntStream.range(Math.max(0, context.length() - length), context.length()).toArray();
  }
}
