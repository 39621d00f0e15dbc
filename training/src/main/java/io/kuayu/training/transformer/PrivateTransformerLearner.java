package io.kuayu.training.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.core.Seed;
import io.kuayu.model.TrainingData;
import io.kuayu.models.content.ContentVectors;
import io.kuayu.models.recency.RecencyPrior;
import io.kuayu.models.sequence.SequenceInput;
import io.kuayu.models.transformer.ItemRows;
import io.kuayu.models.transformer.ItemSpace;
import io.kuayu.models.transformer.TransformerParameters;
import io.kuayu.training.NegativeSampler;
import io.kuayu.training.TorchSession;
import io.kuayu.training.TouchedRows;
import io.kuayu.training.TrainableWeights;
import io.kuayu.training.TransformerLayers;
import io.kuayu.training.UserGradient;
import io.kuayu.training.UserGradientLearner;
import io.kuayu.training.sequence.SequenceBatch;
import io.kuayu.training.sequence.TrainingWindows;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntBinaryOperator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The gradient of one user for a transformer that knows items by their public texts and by noisy
 * counts alone. It has no ids, and negatives are drawn from the whole catalogue, since the set of
 * items with events would reveal information about users. A user is one sequence of their last
 * events; the loss is the mean over its positions of the cross-entropy among the right answer and
 * the drawn ones.
 */
final class PrivateTransformerLearner implements UserGradientLearner {
  private static final float NEVER = -1e9f;

  /**
   * Weights that the scope of biases does not train: matrices, positions, and the feed-forward
   * parts, whose output is initially zero.
   */
  private static final Pattern FIXED =
      Pattern.compile(
          TransformerParameters.TEXT
              + "|"
              + TransformerParameters.POSITION
              + "|block\\..*(attention\\.(in|out)\\.weight|feed\\..*)");

  private final TorchSession session;
  private final TransformerSettings settings;
  private final Catalogue catalogue;
  private final ContentVectors texts;
  private final List<Context> people;
  private final NegativeSampler negatives;
  private final TrainableWeights weights;
  private final TransformerNetwork network;
  private final Scope scope;
  private final RecencyPrior prior;
  private final RecencyPrior.Lookup[] recent;
  private final float[] fixed;

  /** The trained weights of a network that starts from {@link PublicInitialization}. */
  enum Scope {
    /** The weight of recency in each domain relative to the texts. */
    RECENCY,
    /**
     * Norms, biases and what stands for kinds, domains and times (after Bu and others, arXiv
     * 2210.00036): noise grows with the number of weights, and a small corpus cannot train most of
     * them through it.
     */
    BIASES,
    /** All weights. */
    ALL;

    boolean trains(String name) {
      return switch (this) {
        case RECENCY -> name.equals(TransformerParameters.PRIOR);
        case BIASES -> !name.equals(TransformerParameters.ITEM) && !FIXED.matcher(name).matches();
        case ALL -> !name.equals(TransformerParameters.ITEM);
      };
    }
  }

  /**
   * @param prior computed from noisy counts
   * @param initial with no row for any item's id
   */
  PrivateTransformerLearner(
      TransformerSettings settings,
      Scope scope,
      TorchSession session,
      TrainingData data,
      ContentVectors texts,
      RecencyPrior prior,
      TransformerParameters initial) {
    this.session = session;
    this.settings = settings;
    this.scope = scope;
    this.texts = texts;
    this.prior = prior;
    catalogue = data.catalogue();
    people = TrainingWindows.last(data.interactions(), settings.length());
    recent = new RecencyPrior.Lookup[catalogue.domains().size()];
    Arrays.setAll(recent, prior::lookup);
    negatives = NegativeSampler.ofAll(catalogue);
    weights = new TrainableWeights(session);
    network = new TransformerNetwork(session, weights, initial, true);
    fixed =
        scope.trains(TransformerParameters.TEXT)
            ? new float[0]
            : ItemSpace.vectors(
                initial, ItemRows.of(new int[0], catalogue), texts, catalogue.size());
  }

  @Override
  public TrainableWeights weights() {
    return weights;
  }

  @Override
  public boolean isTrained(String weight) {
    return scope.trains(weight);
  }

  @Override
  public int people() {
    return people.size();
  }

  @Override
  public UserGradient gradient(int person, Seed seed) {
    Context context = people.get(person);
    int[] right = context.items();
    int[] domains = Arrays.stream(right).map(catalogue::domainOf).toArray();
    Map<Integer, int[]> drawn = new LinkedHashMap<>();
    for (int domain : Arrays.stream(domains).distinct().toArray()) {
      drawn.put(domain, negatives.draw(domain, settings.negatives(), seed));
    }
    TouchedRows all =
        TouchedRows.of(
            right, drawn.values().stream().flatMapToInt(Arrays::stream).sorted().toArray());
    SequenceBatch input =
        SequenceBatch.of(
            List.of(
                SequenceInput.taught(
                    context, catalogue, item -> Arrays.binarySearch(all.rows(), item))));
    session.backward(
        () -> {
          NDArray items = items(all.rows());
          NDArray hidden = network.forward(input, items, 0);
          NDArray sum = session.manager().zeros(new Shape(1));
          for (Map.Entry<Integer, int[]> wrong : drawn.entrySet()) {
            int[] asked =
                IntStream.range(0, right.length)
                    .filter(position -> domains[position] == wrong.getKey())
                    .toArray();
            sum =
                sum.add(
                    loss(
                        new Asked(context, wrong.getKey(), asked),
                        TransformerLayers.rows(hidden, session.array(asked, asked.length)),
                        items,
                        all,
                        wrong.getValue()));
          }
          return session.scaled(sum, 1.0 / right.length);
        });
    return taken();
  }

  /** The gradients stored with the weights, which are then cleared. */
  private UserGradient taken() {
    Map<String, float[]> dense = new LinkedHashMap<>();
    weights
        .dense()
        .forEach(
            (name, array) -> {
              if (isTrained(name)) {
                dense.put(name, TorchSession.values(array.getGradient()));
                JniUtils.zeroGrad((PtNDArray) array);
              }
            });
    return new UserGradient(dense, List.of());
  }

  /** Vectors of some items, {@code [ordinals.length, dim]}; zeros where there is no text. */
  private NDArray items(int[] ordinals) {
    float[] has = new float[ordinals.length];
    for (int index = 0; index < has.length; index++) {
      has[index] = texts.has(ordinals[index]) ? 1 : 0;
    }
    NDArray common =
        session
            .array(has, ordinals.length, 1)
            .matMul(network.weight(TransformerParameters.UNKNOWN));
    return texts(ordinals).add(common);
  }

  private NDArray texts(int[] ordinals) {
    if (fixed.length > 0) {
      int dim = settings.dim();
      float[] chosen = ContentVectors.gather(fixed, dim, ordinals);
      return session.array(chosen, ordinals.length, dim);
    }
    return session
        .array(texts.gather(ordinals), ordinals.length, texts.width())
        .matMul(network.weight(TransformerParameters.TEXT));
  }

  /**
   * Positions of a context that predict an item of one domain; each predicts the event of its
   * number.
   */
  @SuppressWarnings("ArrayRecordComponent") // Not compared, never changed.
  private record Asked(Context context, int domain, int[] positions) {
    int[] answers() {
      return Arrays.stream(positions).map(position -> context.items()[position]).toArray();
    }
  }

  /**
   * The sum of the cross-entropies of some questions of one domain.
   *
   * @param items vectors of {@code known}
   * @param drawn what stands for the whole domain
   */
  private NDArray loss(Asked asked, NDArray hidden, NDArray items, TouchedRows known, int[] drawn) {
    int[] right = known.places(asked.answers());
    int[] wrong = known.places(drawn);
    NDArray answers = TransformerLayers.rows(items, session.array(right, right.length));
    NDArray others = TransformerLayers.rows(items, session.array(wrong, wrong.length));
    NDArray accepted = hidden.mul(answers).sum(new int[] {1}, true);
    int size = catalogue.ordinals(asked.domain).length;
    float weight = (float) Math.log((double) size / wrong.length);
    NDArray hits =
        session
            .array(right, right.length, 1)
            .eq(session.array(wrong, 1, wrong.length))
            .toType(DataType.FLOAT32, false)
            .mul(session.array(new float[] {NEVER}));
    NDArray refused =
        hidden.matMul(others.transpose()).add(session.array(new float[] {weight})).add(hits);
    if (prior.size() > 0) {
      int[] own = asked.answers();
      accepted = accepted.add(recent(asked, 1, (position, _) -> own[position]));
      refused = refused.add(recent(asked, drawn.length, (_, index) -> drawn[index]));
    }
    return accepted.concat(refused, 1).logSoftmax(1).get(":, 0").sum().neg();
  }

  /**
   * The contribution of recency to the scores of some items of each position, {@code [positions,
   * count]}.
   */
  private NDArray recent(Asked asked, int count, IntBinaryOperator item) {
    int questions = asked.positions.length;
    float[] values = new float[prior.size() * questions * count];
    int at = 0;
    for (int tau = 0; tau < prior.size(); tau++) {
      for (int position = 0; position < questions; position++) {
        long now = asked.context.timestamps()[asked.positions[position]];
        for (int index = 0; index < count; index++) {
          int column = catalogue.positionOf(item.applyAsInt(position, index));
          values[at++] = RecencyPrior.value(recent[asked.domain].count(column, now, tau));
        }
      }
    }
    NDArray weights =
        TransformerLayers.rows(
            network.weight(TransformerParameters.PRIOR),
            session.array(new int[] {asked.domain}, 1));
    return weights
        .matMul(session.array(values, prior.size(), (long) questions * count))
        .reshape(questions, count);
  }
}
