package io.kuayu.evaluation;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.core.Seed;
import io.kuayu.model.TrainingData;
import java.util.Optional;

/**
 * What a person takes from the first moment of the part on, in a domain and for the first time: one
 * question with all these items as its answer. For times that are too coarse for an order, such as
 * months; the split must be one by time.
 *
 * @param whole what of the history is known, and whose questions are asked
 */
public record Later(Protocol whole) implements Protocol {
  static final String NAME = "later";

  /** Everybody, with the whole history. */
  public Later() {
    this(Protocol.standard());
  }

  @Override
  public String name() {
    return whole instanceof Protocol.Standard ? NAME : NAME + "," + whole.name();
  }

  @Override
  public Optional<Context> query(
      Catalogue catalogue, Context before, int target, int trainingEvents) {
    return before.contains(target)
        ? Optional.empty()
        : whole.query(catalogue, before, target, trainingEvents);
  }

  @Override
  public TrainingData train(TrainingData data) {
    return whole.train(data);
  }

  @Override
  public boolean asks(String user) {
    return whole.asks(user);
  }

  @Override
  public Protocol seeded(Seed seed) {
    return new Later(whole.seeded(seed));
  }

  @Override
  public TrainingData counted(TrainingData data) {
    return whole.counted(data);
  }

  @Override
  public boolean needsNewPeople() {
    return whole.needsNewPeople();
  }

  @Override
  public boolean needsOwnTraining() {
    return whole.needsOwnTraining();
  }

  @Override
  public boolean asksForSets() {
    return true;
  }
}
