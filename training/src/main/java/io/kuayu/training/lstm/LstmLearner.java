package io.kuayu.training.lstm;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.Activation;
import ai.djl.nn.core.Embedding;
import ai.djl.nn.norm.Dropout;
import io.kuayu.core.ArraySize;
import io.kuayu.core.Catalogue;
import io.kuayu.core.Seed;
import io.kuayu.model.TrainingData;
import io.kuayu.models.lstm.LstmModel;
import io.kuayu.models.lstm.LstmWeights;
import io.kuayu.training.Adam;
import io.kuayu.training.Batches;
import io.kuayu.training.BlockScorer;
import io.kuayu.training.EmbeddingTable;
import io.kuayu.training.InitialValues;
import io.kuayu.training.Learner;
import io.kuayu.training.NegativeSampler;
import io.kuayu.training.TorchSession;
import io.kuayu.training.TouchedRows;
import io.kuayu.training.TrainableWeights;
import io.kuayu.training.TrainingSequences;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Trains the recurrent network; a batch holds some users, and each of their positions is a target.
 */
public final class LstmLearner implements Learner {
  private final TorchSession session;
  private final LstmSettings settings;
  private final Catalogue catalogue;
  private final TrainingSequences sequences;
  private final NegativeSampler negatives;
  private final float[] seen;
  private final TrainableWeights weights;
  private final EmbeddingTable input;
  private final EmbeddingTable output;
  private final EmbeddingTable outputBias;
  private final Recurrence recurrence;
  private final Adam adam;

  public LstmLearner(TorchSession session, LstmSettings settings, TrainingData data, Seed seed) {
    this.session = session;
    this.settings = settings;
    catalogue = data.catalogue();
    sequences = TrainingSequences.of(data, settings.length());
    negatives = NegativeSampler.of(data);
    int[] counts = data.trainingCounts();
    seen = new float[counts.length];
    for (int item = 0; item < counts.length; item++) {
      seen[item] = counts[item] > 0 ? 1 : 0;
    }
    weights = new TrainableWeights(session);
    int items = catalogue.size();
    int embedding = settings.embedding();
    int hidden = settings.hidden();
    input =
        weights.rows(
            LstmWeights.INPUT,
            InitialValues.uniform(size(items + 1, embedding), .05, seed.derive("input")),
            embedding);
    output =
        weights.rows(
            LstmWeights.OUTPUT,
            InitialValues.uniform(size(items, hidden), .05, seed.derive("output")),
            hidden);
    float[] prior = new float[items];
    // The probability of the right answer by chance among that many negatives.
    Arrays.fill(prior, (float) -Math.log(settings.negatives()));
    outputBias = weights.rows(LstmWeights.OUTPUT_BIAS, prior, 1);
    double reach = 1 / Math.sqrt(hidden);
    float[] forget = new float[4 * hidden];
    // The forget gate starts open (Jozefowicz and others, ICML 2015).
    Arrays.fill(forget, hidden, 2 * hidden, 1);
    recurrence =
        new Recurrence(
            weights.dense(
                LstmWeights.WEIGHT_INPUT,
                InitialValues.uniform(4 * hidden * embedding, reach, seed.derive("weight.input")),
                4L * hidden,
                embedding),
            weights.dense(
                LstmWeights.WEIGHT_HIDDEN,
                InitialValues.uniform(4 * hidden * hidden, reach, seed.derive("weight.hidden")),
                4L * hidden,
                hidden),
            weights.dense(LstmWeights.BIAS_INPUT, forget, 4L * hidden),
            weights.dense(LstmWeights.BIAS_HIDDEN, new float[4 * hidden], 4L * hidden));
    adam = new Adam(session, weights, new Adam.Options(.9f, .999f, 0, (float) settings.clip()));
  }

  private static int size(int items, int width) {
    return ArraySize.product("numbers of the item embeddings", items, width);
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
    return Batches.byLength(sequences.lengths(), settings.batch(), seed);
  }

  @Override
  public double learn(int[] batch, Step step) {
    int longest = Arrays.stream(batch).map(person -> sequences.of(person).length).max().orElse(0);
    int[] inputs = new int[batch.length * longest];
    Arrays.fill(inputs, catalogue.size());
    int[] targets = new int[inputs.length];
    Arrays.fill(targets, -1);
    for (int row = 0; row < batch.length; row++) {
      int[] items = sequences.of(batch[row]);
      System.arraycopy(items, 0, targets, row * longest, items.length);
      System.arraycopy(items, 0, inputs, row * longest + 1, items.length - 1);
    }
    int domains = catalogue.domains().size();
    int[][] positions = new int[domains][];
    int[][] right = new int[domains][];
    int[][] wrong = new int[domains][];
    for (int domain = 0; domain < domains; domain++) {
      int wanted = domain;
      positions[domain] =
          IntStream.range(0, targets.length)
              .filter(at -> targets[at] >= 0 && catalogue.domainOf(targets[at]) == wanted)
              .toArray();
      right[domain] = Arrays.stream(positions[domain]).map(at -> targets[at]).toArray();
      wrong[domain] =
          positions[domain].length == 0
              ? new int[0]
              : negatives.draw(domain, settings.negatives(), step.seed().derive("negatives"));
    }
    TouchedRows in = TouchedRows.of(inputs);
    TouchedRows out = TouchedRows.of(TouchedRows.of(right).rows(), TouchedRows.of(wrong).rows());
    NDArray inLeaf = session.leaf(input.gather(in.rows()), in.size(), settings.embedding());
    NDArray outLeaf = session.leaf(output.gather(out.rows()), out.size(), settings.hidden());
    NDArray biasLeaf = session.leaf(outputBias.gather(out.rows()), out.size(), 1);
    double loss =
        session.backward(
            () -> {
              NDArray lookup = session.array(in.places(inputs), batch.length, longest);
              NDArray states = states(rows(inLeaf, lookup), true);
              NDArray sum = session.manager().zeros(new Shape(1));
              int count = 0;
              for (int domain = 0; domain < domains; domain++) {
                if (positions[domain].length > 0) {
                  count += positions[domain].length;
                  NDArray chosen = rows(states, indices(positions[domain]));
                  NDArray yes = indices(out.places(right[domain]));
                  NDArray no = indices(out.places(wrong[domain]));
                  NDArray accepted =
                      chosen
                          .mul(rows(outLeaf, yes))
                          .sum(new int[] {1}, true)
                          .add(rows(biasLeaf, yes));
                  NDArray refused =
                      chosen
                          .matMul(rows(outLeaf, no).transpose())
                          .add(rows(biasLeaf, no).transpose());
                  sum =
                      sum.add(Activation.softPlus(accepted.neg()).sum())
                          .add(Activation.softPlus(refused).sum());
                }
              }
              return session.scaled(sum, 1.0 / count);
            });
    adam.step(
        step.rate(),
        input.gradient(in.rows(), TorchSession.values(inLeaf.getGradient())),
        output.gradient(out.rows(), TorchSession.values(outLeaf.getGradient())),
        outputBias.gradient(out.rows(), TorchSession.values(biasLeaf.getGradient())));
    return loss;
  }

  /** The states after each input, {@code [batch · length, hidden]}. */
  NDArray states(NDArray embedded, boolean training) {
    NDArray states = recurrence.states(dropout(embedded, training));
    return dropout(states, training).reshape(-1, settings.hidden());
  }

  /** The embeddings of some rows of the input, {@code [rows, embedding]}. */
  float[] embeddings(int[] rows) {
    return input.gather(rows);
  }

  private NDArray dropout(NDArray array, boolean training) {
    return training && settings.dropout() > 0
        ? Dropout.dropout(array, (float) settings.dropout(), true).singletonOrThrow()
        : array;
  }

  private NDArray indices(int[] places) {
    return session.array(places, places.length);
  }

  private static NDArray rows(NDArray table, NDArray indices) {
    return Embedding.embedding(indices, table, SparseFormat.DENSE).singletonOrThrow();
  }

  @Override
  public BlockScorer scorer() {
    return BlockScorer.of(model());
  }

  /** A model with copies of the present weights. */
  public LstmModel model() {
    Map<String, float[]> values = new LinkedHashMap<>(weights.copy());
    values.put(LstmWeights.SEEN, seen);
    return new LstmModel(
        catalogue,
        new LstmWeights(settings.embedding(), settings.hidden(), settings.length(), values));
  }
}
