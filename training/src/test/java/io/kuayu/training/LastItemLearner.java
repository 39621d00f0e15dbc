package io.kuayu.training;

import ai.djl.ndarray.NDArray;
import io.kuayu.core.Interactions;
import io.kuayu.core.Seed;
import io.kuayu.core.Split;
import io.kuayu.model.TrainingData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** The smallest net that can learn a successor: a row an item, times a dense matrix. */
final class LastItemLearner implements Learner {
  private static final int WIDTH = 16;

  private final TorchSession session;
  private final TrainingData data;
  private final TrainableWeights weights;
  private final EmbeddingTable rows;
  private final NDArray out;
  private final Adam adam;
  private final List<int[]> pairs = new ArrayList<>();
  int steps;
  int baseline;

  LastItemLearner(TorchSession session, TrainingData data, Seed seed) {
    this.session = session;
    this.data = data;
    weights = new TrainableWeights(session);
    int items = data.catalogue().size();
    rows = weights.rows("rows", noise(items * WIDTH, seed.derive("rows")), WIDTH);
    out = weights.dense("out", noise(items * WIDTH, seed.derive("out")), WIDTH, items);
    adam = new Adam(session, weights, new Adam.Options(.9f, .999f, 0, 5));
    Interactions interactions = data.interactions();
    for (int user = 0; user < interactions.users(); user++) {
      for (int event = interactions.begin(user) + 1; event < interactions.end(user); event++) {
        if (interactions.part(event) == Split.TRAIN) {
          pairs.add(new int[] {interactions.item(event - 1), interactions.item(event)});
        }
      }
    }
  }

  private static float[] noise(int size, Seed seed) {
    SplittableRandom random = seed.random();
    float[] values = new float[size];
    for (int index = 0; index < size; index++) {
      values[index] = (float) (random.nextDouble() - .5);
    }
    return values;
  }

  @Override
  public TrainableWeights weights() {
    return weights;
  }

  @Override
  public Adam optimiser() {
    return adam;
  }

  @Override
  public List<int[]> batches(Seed seed) {
    return Batches.shuffled(pairs.size(), 32, seed);
  }

  @Override
  public double learn(int[] batch, Step step) {
    if (steps == 1) {
      baseline = session.arrays();
    }
    int[] last = Arrays.stream(batch).map(pair -> pairs.get(pair)[0]).toArray();
    int[] next = Arrays.stream(batch).map(pair -> pairs.get(pair)[1]).toArray();
    int[] distinct = Arrays.stream(last).distinct().sorted().toArray();
    int[] places = Arrays.stream(last).map(item -> Arrays.binarySearch(distinct, item)).toArray();
    NDArray leaf = session.leaf(rows.gather(distinct), distinct.length, WIDTH);
    NDArray lookup = session.array(places, places.length);
    NDArray target = session.array(next, next.length, 1);
    double loss =
        session.backward(
            () -> leaf.get(lookup).dot(out).logSoftmax(1).gather(target, 1).mean().neg());
    adam.step(step.rate(), rows.gradient(distinct, TorchSession.values(leaf.getGradient())));
    steps++;
    return loss;
  }

  @Override
  public BlockScorer scorer() {
    float[] matrix = TorchSession.values(out);
    int items = data.catalogue().size();
    return (contexts, domain, scores) -> {
      int[] ordinals = data.catalogue().ordinals(domain);
      for (int index = 0; index < contexts.size(); index++) {
        int[] history = contexts.get(index).items();
        int last = history[history.length - 1];
        for (int position = 0; position < ordinals.length; position++) {
          float sum = 0;
          for (int column = 0; column < WIDTH; column++) {
            sum +=
                rows.values()[last * WIDTH + column] * matrix[column * items + ordinals[position]];
          }
          scores[index][position] = sum;
        }
      }
    };
  }
}
