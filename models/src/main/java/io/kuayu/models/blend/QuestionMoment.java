package io.kuayu.models.blend;

import io.kuayu.core.Context;
import io.kuayu.core.Interactions;
import io.kuayu.core.Split;
import io.kuayu.core.UnixTime;
import io.kuayu.model.ContextCache;
import io.kuayu.model.ModelReader;
import io.kuayu.model.ModelWriter;
import io.kuayu.model.TrainingData;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The moment at which experts are asked. Where the times of training tell no more than an order, as
 * positions do, that is right after all of training, for validation and for requests alike: ages
 * and pauses then mean nothing, and the clock of a request would be read as years of silence.
 *
 * <p>Thread-safe.
 */
final class QuestionMoment {
  /** The moment of the question itself. */
  static final QuestionMoment OWN = new QuestionMoment(OptionalLong.empty());

  private static final String PROPERTY = "moment";

  private final OptionalLong fixed;
  private final ContextCache<Context> asked = new ContextCache<>();

  private QuestionMoment(OptionalLong fixed) {
    this.fixed = fixed;
  }

  /**
   * The moment for models of these data. Times tell no more than an order where order is known
   * inside each domain alone, or where all of training lies within a day.
   */
  static QuestionMoment of(TrainingData data) {
    Interactions interactions = data.interactions();
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    for (int event = 0; event < interactions.events(); event++) {
      if (interactions.part(event) == Split.TRAIN) {
        first = Math.min(first, interactions.timestamp(event));
        last = Math.max(last, interactions.timestamp(event));
      }
    }
    return first <= last && (interactions.isApart() || last - first < UnixTime.SECONDS_PER_DAY)
        ? new QuestionMoment(OptionalLong.of(last + 1))
        : OWN;
  }

  /** The question as experts are asked it; the same object for the same question. */
  Context of(Context context) {
    return fixed.isEmpty() ? context : asked.of(context, this::moved);
  }

  private Context moved(Context context) {
    long now = fixed.getAsLong();
    long[] times = new long[context.length()];
    Arrays.fill(times, now - 1);
    return new Context(context.items(), times, now);
  }

  void save(ModelWriter out) {
    if (fixed.isPresent()) {
      out.property(PROPERTY, Long.toString(fixed.getAsLong()));
    }
  }

  static QuestionMoment load(ModelReader in) {
    Optional<String> moment = in.findProperty(PROPERTY);
    return moment.isEmpty()
        ? OWN
        : new QuestionMoment(OptionalLong.of(Long.parseLong(moment.get())));
  }
}
