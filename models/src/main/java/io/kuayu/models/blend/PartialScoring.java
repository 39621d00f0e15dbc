package io.kuayu.models.blend;

import io.kuayu.model.Contribution;
import io.kuayu.model.Scoring;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The scoring of some events of a context, told in terms of the whole context.
 *
 * @param part the scoring of these events
 * @param read their indices in the whole context
 */
@SuppressWarnings("ArrayRecordComponent") // Shared within one answer.
record PartialScoring(Scoring part, int[] read) implements Scoring {
  @Override
  public float[] scores() {
    return part.scores();
  }

  @Override
  public String source(int item) {
    return part.source(item);
  }

  @Override
  public Map<String, Double> parts(int item) {
    return part.parts(item);
  }

  @Override
  public List<List<Contribution>> explain(int[] items) {
    return part.explain(items).stream()
        .map(contributions -> contributions.stream().map(this::inWhole).toList())
        .toList();
  }

  private Contribution inWhole(Contribution contribution) {
    OptionalInt event = contribution.event();
    return event.isPresent()
        ? new Contribution(
            contribution.kind(),
            OptionalInt.of(read[event.getAsInt()]),
            contribution.weight(),
            contribution.modality())
        : contribution;
  }
}
