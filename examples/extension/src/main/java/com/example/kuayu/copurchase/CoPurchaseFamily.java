package com.example.kuayu.copurchase;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Interactions;
import io.kuayu.core.Split;
import io.kuayu.core.settings.Settings;
import io.kuayu.model.MinUserSupport;
import io.kuayu.model.Model;
import io.kuayu.model.ModelFamily;
import io.kuayu.model.ModelReader;
import io.kuayu.model.Trainer;
import io.kuayu.model.TrainerProvider;
import io.kuayu.model.TrainingData;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Counts the people who took two items within some hours of each other. Its training is plain Java,
 * so the family is its own {@link TrainerProvider}.
 */
public final class CoPurchaseFamily implements ModelFamily, TrainerProvider {
  static final String NAME = "co-purchase";
  private static final long SECONDS_PER_HOUR = 3600;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "what people take together within some hours";
  }

  @Override
  public Trainer trainer(Settings options) {
    int hours = options.whole("hours", 24, 1, 24 * 365);
    double damping = options.decimal("damping", 5, 0, 1e6);
    MinUserSupport minUserSupport = MinUserSupport.read(options);
    return (data, run) -> train(data, hours * SECONDS_PER_HOUR, damping, minUserSupport);
  }

  private static Model train(
      TrainingData data, long seconds, double damping, MinUserSupport minUserSupport) {
    Interactions training = data.interactions().upTo(Split.TRAIN);
    int items = data.catalogue().size();
    int[] users = new int[items];
    // Sorted, so that the order of people cannot change a bit.
    SortedMap<Long, Integer> pairs = new TreeMap<>();
    for (int user = 0; user < training.users(); user++) {
      Set<Integer> taken = new HashSet<>();
      Set<Long> together = new HashSet<>();
      for (int event = training.begin(user); event < training.end(user); event++) {
        int item = training.item(event);
        taken.add(item);
        for (int earlier = event - 1;
            earlier >= training.begin(user)
                && training.timestamp(event) - training.timestamp(earlier) <= seconds;
            earlier--) {
          int other = training.item(earlier);
          if (other != item) {
            together.add((long) item * items + other);
            together.add((long) other * items + item);
          }
        }
      }
      taken.forEach(item -> users[item]++);
      together.forEach(pair -> pairs.merge(pair, 1, Integer::sum));
    }
    pairs.values().removeIf(count -> !minUserSupport.allows(count));
    return new CoPurchaseModel(data.catalogue(), PairCounts.of(users, pairs), damping);
  }

  /** Deleting a person's events and counting again forgets the person exactly. */
  @Override
  public boolean unlearnsByCounting() {
    return true;
  }

  @Override
  public Model load(ModelReader in, Catalogue catalogue) {
    return new CoPurchaseModel(
        catalogue, PairCounts.load(in), Double.parseDouble(in.property("damping")));
  }
}
