package io.kuayu.evaluation;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.core.Interactions;
import io.kuayu.core.Seed;
import io.kuayu.model.TrainingData;
import java.util.BitSet;
import java.util.Optional;

/**
 * People of whom training has seen nothing: one in five, drawn by name. Their targets are asked
 * with everything that came before, as for a person whose history comes with the request.
 *
 * @param seed which people are drawn
 */
public record NewPeople(Seed seed) implements Protocol {
  static final String NAME = "new-people";

  private static final int ONE_IN = 5;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<Context> query(
      Catalogue catalogue, Context before, int target, int trainingEvents) {
    return Optional.of(before);
  }

  @Override
  public boolean asks(String user) {
    return Math.floorMod(seed.derive(NAME).derive(user).value(), ONE_IN) == 0;
  }

  @Override
  public Protocol seeded(Seed other) {
    return new NewPeople(other);
  }

  @Override
  public TrainingData train(TrainingData data) {
    Interactions interactions = data.interactions();
    BitSet others = new BitSet(interactions.events());
    for (int user = 0; user < interactions.users(); user++) {
      if (!asks(interactions.user(user))) {
        others.set(interactions.begin(user), interactions.end(user));
      }
    }
    return new TrainingData(data.catalogue(), interactions.where(others::get));
  }

  @Override
  public TrainingData counted(TrainingData data) {
    return train(data);
  }

  @Override
  public boolean needsNewPeople() {
    return true;
  }

  @Override
  public boolean needsOwnTraining() {
    return true;
  }
}
