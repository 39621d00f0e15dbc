package io.kuayu.training.towers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.Activation;
import ai.djl.nn.core.Embedding;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.Dropout;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.kuayu.core.Catalogue;
import io.kuayu.core.Seed;
import io.kuayu.model.TrainingData;
import io.kuayu.models.towers.HashedWords;
import io.kuayu.models.towers.HistoryFeatures;
import io.kuayu.models.towers.TowersModel;
import io.kuayu.models.towers.TowersWeights;
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
import io.kuayu.training.UserGradient;
import io.kuayu.training.UserGradientLearner;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Trains both towers. A batch holds some users, and each of their positions is a target. Negatives
 * are drawn uniformly from the target's domain, which needs no correction of the softmax.
 */
public final class TowersLearner implements Learner, UserGradientLearner {
  private static final float NEVER = -1e9f;

  private final TorchSession session;
  private final TowersSettings settings;
  private final Catalogue catalogue;
  private final HashedWords words;
  private final TrainingSequences sequences;
  private final NegativeSampler negatives;
  private final HistoryFeatures features;
  private final float[] seen;
  private final TrainableWeights weights;
  private final ItemTowerTable items;
  private final EmbeddingTable bias;
  private final NDArray targets;
  private final Map<String, NDArray> layers = new LinkedHashMap<>();
  private final Adam adam;

  public TowersLearner(
      TorchSession session, TowersSettings settings, TrainingData data, Seed seed) {
    this.session = session;
    this.settings = settings;
    catalogue = data.catalogue();
    words = HashedWords.of(catalogue, settings.words());
    sequences = TrainingSequences.of(data, settings.length());
    // The set of items with events reveals information about users: private training uses all items
    // and no ids.
    boolean isPrivate = settings.inPrivate().isPresent();
    negatives = isPrivate ? NegativeSampler.ofAll(catalogue) : NegativeSampler.of(data);
    int domains = catalogue.domains().size();
    features = new HistoryFeatures(domains, settings.decay());
    int[] counts = data.trainingCounts();
    seen = new float[counts.length];
    for (int item = 0; item < counts.length; item++) {
      seen[item] = counts[item] > 0 && !isPrivate ? 1 : 0;
    }
    weights = new TrainableWeights(session);
    items = new ItemTowerTable(weights, catalogue, words, settings, seed);
    bias = weights.rows(TowersWeights.BIAS, new float[catalogue.size()], 1);
    int width = settings.embedding();
    targets =
        weights.dense(
            TowersWeights.TARGETS,
            InitialValues.uniform(domains * width, .05, seed.derive("targets")),
            domains,
            width);
    tower(TowersWeights.ITEM, width, seed);
    tower(TowersWeights.USER, HistoryFeatures.size(domains, width), seed);
    adam =
        new Adam(
            session,
            weights,
            new Adam.Options(.9f, .98f, (float) settings.weightDecay(), (float) settings.clip()));
  }

  private void tower(String name, int inputs, Seed seed) {
    layer(name + TowersWeights.INNER, inputs, settings.hidden(), seed);
    layer(name + TowersWeights.OUTER, settings.hidden(), settings.embedding(), seed);
  }

  private void layer(String name, int inputs, int outputs, Seed seed) {
    float[] initial =
        InitialValues.uniform(
            inputs * outputs, InitialValues.glorot(inputs, outputs), seed.derive(name));
    layers.put(name + "weight", weights.dense(name + "weight", initial, outputs, inputs));
    layers.put(name + "bias", weights.dense(name + "bias", new float[outputs], outputs));
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
    return Batches.shuffled(sequences.size(), settings.batch(), seed);
  }

  @Override
  public double learn(int[] people, Step step) {
    Change change = change(people, settings.idDropout(), step.seed());
    adam.step(step.rate(), change.rows().toArray(EmbeddingTable.Gradient[]::new));
    return change.loss();
  }

  /** The gradients of a step before any update; dense gradients are stored with their arrays. */
  private record Change(double loss, List<EmbeddingTable.Gradient> rows) {}

  private Change change(int[] people, double idDropout, Seed seed) {
    TowersBatch batch = TowersBatch.of(people, sequences, catalogue, features);
    List<int[]> drawn = new ArrayList<>();
    for (TowersBatch.Questions questions : batch.byDomain()) {
      drawn.add(negatives.draw(questions.domain, settings.negatives(), seed.derive("negatives")));
    }
    TouchedRows wrong = TouchedRows.of(drawn.toArray(int[][]::new));
    TouchedRows all = TouchedRows.of(batch.history().rows(), wrong.rows());
    boolean[] withoutId = ItemTowerTable.withoutId(all, idDropout, seed.derive("ids"));
    NDArray leaf =
        session.leaf(items.vectors(all, withoutId), all.size() + 1L, settings.embedding());
    NDArray biasLeaf = session.leaf(bias.gather(all.rows()), all.size(), 1);
    double loss =
        session.backward(
            () -> {
              NDArray known = rows(leaf, all.places(batch.history().rows()));
              NDArray through = tower(TowersWeights.ITEM, leaf, true).add(leaf);
              NDArray sum = session.manager().zeros(new Shape(1));
              int count = 0;
              for (int index = 0; index < drawn.size(); index++) {
                TowersBatch.Questions questions = batch.byDomain().get(index);
                NDArray asking = people(questions, known, true);
                sum = sum.add(loss(questions, drawn.get(index), all, asking, through, biasLeaf));
                count += questions.targets.length;
              }
              return session.scaled(sum, 1.0 / count);
            });
    List<EmbeddingTable.Gradient> gradients =
        new ArrayList<>(
            List.of(
                items.gradients(
                    all, withoutId, withoutLast(TorchSession.values(leaf.getGradient())))));
    gradients.add(bias.gradient(all.rows(), TorchSession.values(biasLeaf.getGradient())));
    return new Change(loss, gradients);
  }

  @Override
  public int people() {
    return sequences.size();
  }

  /** Items are represented by their words alone, since noise would swamp the gradients of ids. */
  @Override
  public boolean isTrained(String weight) {
    return !weight.equals(TowersWeights.IDS) && !weight.equals(TowersWeights.BIAS);
  }

  @Override
  public UserGradient gradient(int person, Seed seed) {
    Change change = change(new int[] {person}, 1, seed);
    Map<String, float[]> dense = new LinkedHashMap<>();
    weights
        .dense()
        .forEach(
            (name, array) -> {
              dense.put(name, TorchSession.values(array.getGradient()));
              JniUtils.zeroGrad((PtNDArray) array);
            });
    return new UserGradient(
        dense, change.rows().stream().filter(rows -> isTrained(rows.table().name())).toList());
  }

  private float[] withoutLast(float[] rows) {
    return Arrays.copyOf(rows, rows.length - settings.embedding());
  }

  /**
   * The user vectors for a domain, {@code [questions, embedding]}.
   *
   * @param known the vectors of the batch's distinct items
   */
  NDArray people(TowersBatch.Questions questions, NDArray known, boolean training) {
    int size = questions.targets.length;
    int domains = catalogue.domains().size();
    NDList parts = new NDList();
    for (float[] shares : questions.shares) {
      parts.add(session.array(shares, size, shares.length / size).matMul(known));
    }
    NDArray none = session.manager().zeros(new Shape(1, settings.embedding()));
    parts.add(rows(known.concat(none), questions.last));
    parts.add(session.array(questions.counts, size, domains));
    int[] asked = new int[size];
    Arrays.fill(asked, questions.domain);
    parts.add(rows(targets, asked));
    return tower(TowersWeights.USER, NDArrays.concat(parts, 1), training);
  }

  /** The vectors of some items, none without its id. */
  NDArray known(TouchedRows chosen) {
    float[] all = items.vectors(chosen, new boolean[chosen.size()]);
    return session.array(withoutLast(all), chosen.size(), settings.embedding());
  }

  private NDArray loss(
      TowersBatch.Questions questions,
      int[] drawn,
      TouchedRows all,
      NDArray people,
      NDArray through,
      NDArray biases) {
    int[] right = all.places(questions.targets);
    int[] wrong = all.places(drawn);
    NDArray accepted =
        people.mul(rows(through, right)).sum(new int[] {1}, true).add(rows(biases, right));
    NDArray refused =
        people.matMul(rows(through, wrong).transpose()).add(rows(biases, wrong).transpose());
    // A drawn item that is the right answer does not count as a negative.
    NDArray same =
        session
            .array(right, right.length, 1)
            .eq(session.array(wrong, 1, wrong.length))
            .toType(DataType.FLOAT32, false)
            .mul(NEVER);
    NDArray scores = accepted.concat(refused.add(same), 1);
    return scores.logSoftmax(1).get(":, 0").sum().neg();
  }

  private NDArray tower(String name, NDArray inputs, boolean training) {
    NDArray middle = Activation.relu(layer(name + TowersWeights.INNER, inputs));
    if (training && settings.dropout() > 0) {
      middle = Dropout.dropout(middle, (float) settings.dropout(), true).singletonOrThrow();
    }
    return layer(name + TowersWeights.OUTER, middle);
  }

  private NDArray layer(String name, NDArray inputs) {
    return Linear.linear(inputs, dense(name + "weight"), dense(name + "bias")).singletonOrThrow();
  }

  private NDArray dense(String name) {
    NDArray found = layers.get(name);
    if (found == null) {
      throw new IllegalArgumentException("there is no weight named " + name);
    }
    return found;
  }

  private NDArray rows(NDArray table, int[] places) {
    NDArray indices = session.array(places, places.length);
    return Embedding.embedding(indices, table, SparseFormat.DENSE).singletonOrThrow();
  }

  @Override
  public BlockScorer scorer() {
    return BlockScorer.of(model());
  }

  /** A model with copies of the current weights. */
  public TowersModel model() {
    Map<String, float[]> values = new LinkedHashMap<>(weights.copy());
    values.put(TowersWeights.SEEN, seen);
    return new TowersModel(
        catalogue,
        words,
        new TowersWeights(settings.embedding(), settings.length(), settings.decay(), values));
  }
}
