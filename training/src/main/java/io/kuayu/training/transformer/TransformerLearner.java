package io.kuayu.training.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.core.Seed;
import io.kuayu.model.TrainingData;
import io.kuayu.models.content.ContentVectors;
import io.kuayu.models.recency.RecencyPrior;
import io.kuayu.models.sequence.SequenceInput;
import io.kuayu.models.transformer.ItemRows;
import io.kuayu.models.transformer.Objective;
import io.kuayu.models.transformer.TransformerParameters;
import io.kuayu.models.transformer.TransformerState;
import io.kuayu.training.Adam;
import io.kuayu.training.Batches;
import io.kuayu.training.BlockScorer;
import io.kuayu.training.Learner;
import io.kuayu.training.TorchSession;
import io.kuayu.training.TrainableWeights;
import io.kuayu.training.TransformerLayers;
import io.kuayu.training.sequence.SequenceBatch;
import io.kuayu.training.sequence.TrainingWindows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Training step of the transformer: computes the cross-entropy of the next event in each domain
 * over a batch of sequences.
 */
final class TransformerLearner implements Learner {
  private static final float CLIP = 5;

  /** Share of events that the masked objective hides, as BERT does. */
  private static final double HIDDEN_SHARE = .2;

  /**
   * Share of sequences that hide only their last event, as in serving (BERT4Rec, Sun et al., CIKM
   * 2019, section 3.6).
   */
  private static final double LAST_SHARE = .5;

  private final TransformerSettings settings;
  private final TorchSession session;
  private final Catalogue catalogue;
  private final ItemRows rows;
  private final ContentVectors texts;
  private final RecencyPrior prior;
  private final TransformerParameters.Shape shape;
  private final List<Context> windows;
  private final TrainableWeights weights;
  private final TransformerNetwork network;
  private final Adam optimiser;
  private final TrainedItemVectors vectors;
  private final SoftmaxCandidates candidates;
  private long events;

  TransformerLearner(
      TransformerSettings settings,
      TorchSession session,
      TrainingData data,
      ContentVectors texts,
      TransformerParameters initial) {
    this.settings = settings;
    this.session = session;
    this.texts = texts;
    catalogue = data.catalogue();
    rows = ItemRows.of(data);
    prior = RecencyPrior.of(data, settings.priors());
    shape = initial.shape();
    windows = TrainingWindows.of(data.interactions(), settings.length());
    weights = new TrainableWeights(session);
    network =
        new TransformerNetwork(
            session, weights, initial, causal(), TrainedItemVectors.tables(isSampled()));
    optimiser =
        new Adam(
            session, weights, new Adam.Options(.9f, .98f, (float) settings.weightDecay(), CLIP));
    vectors = new TrainedItemVectors(session, weights, network, rows, texts, shape);
    candidates =
        new SoftmaxCandidates(catalogue, rows, prior, settings.negatives(), session.threads());
  }

  private boolean causal() {
    return settings.objective() == Objective.CAUSAL;
  }

  private boolean isSampled() {
    return settings.negatives() > 0;
  }

  @Override
  public TrainableWeights weights() {
    return weights;
  }

  @Override
  public Adam optimiser() {
    return optimiser;
  }

  /** Events that were predicted so far, over all steps. */
  long events() {
    return events;
  }

  @Override
  public List<int[]> batches(Seed seed) {
    int[] lengths = windows.stream().mapToInt(Context::length).toArray();
    return Batches.byLength(lengths, settings.batch(), seed.derive("batches"));
  }

  @Override
  public double learn(int[] batch, Step step) {
    List<SequenceInput> sequences = new ArrayList<>();
    List<Question> questions = new ArrayList<>();
    SplittableRandom random = step.seed().derive("hidden").random();
    for (int window : batch) {
      read(windows.get(window), sequences, questions, random);
    }
    if (questions.isEmpty()) {
      return 0;
    }
    SequenceBatch batched = SequenceBatch.of(sequences);
    List<SoftmaxCandidates.Draw> draws = draws(questions, batched.length(), step.seed());
    ItemMasking[] maskings = vectors.maskings(settings, step.seed());
    TrainedItemVectors.Step own =
        isSampled()
            ? vectors.of(touched(batched, draws), maskings, optimiser)
            : vectors.all(maskings);
    SequenceBatch input = batched.withItems(own.places(batched.items()));
    List<DomainLoss> losses = new ArrayList<>();
    session.backward(
        () -> {
          session.seed(step.seed().derive("dropout"));
          NDArray items = own.vectors();
          NDArray hidden = network.forward(input, items, (float) settings.dropout());
          losses.addAll(TorchSession.constant(() -> losses(draws, hidden, items, own, maskings)));
          return session.scaled(surrogate(hidden, items, own, losses), 1.0 / questions.size());
        });
    optimiser.step(step.rate(), own.gradients());
    events += questions.size();
    return losses.stream().mapToDouble(part -> part.softmax().loss()).sum() / questions.size();
  }

  /** Rows of all items that the batch reads or compares. */
  private static int[] touched(SequenceBatch batch, List<SoftmaxCandidates.Draw> draws) {
    IntStream read =
        IntStream.range(0, batch.items().length)
            .filter(place -> batch.hasItem()[place] > 0)
            .map(place -> batch.items()[place]);
    return IntStream.concat(
            read, draws.stream().flatMapToInt(draw -> Arrays.stream(draw.columns())))
        .toArray();
  }

  private List<SoftmaxCandidates.Draw> draws(List<Question> questions, int length, Seed seed) {
    List<SoftmaxCandidates.Draw> draws = new ArrayList<>();
    for (int domain = 0; domain < shape.domains(); domain++) {
      SoftmaxCandidates.Draw draw =
          candidates.draw(domain, questions, length, seed.derive("negatives").derive(domain));
      if (draw.size() > 0) {
        draws.add(draw);
      }
    }
    return draws;
  }

  private void read(
      Context window,
      List<SequenceInput> sequences,
      List<Question> questions,
      SplittableRandom random) {
    int row = sequences.size();
    int[] items = window.items();
    int last = items.length - 1;
    if (causal()) {
      sequences.add(SequenceInput.taught(window, catalogue, rows::of));
      for (int position = 0; position < items.length; position++) {
        questions.add(new Question(row, position, items[position], window.timestamps()[position]));
      }
      return;
    }
    SequenceInput input = SequenceInput.of(window, catalogue, rows::of);
    double share = HIDDEN_SHARE;
    boolean none = true;
    if (random.nextDouble() < LAST_SHARE) {
      share = 0;
      none = false;
      hide(input, window, last, row, questions);
    }
    for (int index = last; index >= 0; index--) {
      if (random.nextDouble() < share || (index == 0 && none)) {
        none = false;
        hide(input, window, index, row, questions);
      }
    }
    sequences.add(input);
  }

  private void hide(
      SequenceInput input, Context window, int index, int row, List<Question> questions) {
    int item = window.items()[index];
    input.hide(index + 1, catalogue.domainOf(item));
    questions.add(new Question(row, index + 1, item, window.timestamps()[index]));
  }

  /** The questions of a domain with their computed softmax. */
  private record DomainLoss(SoftmaxCandidates.Draw draw, DomainSoftmax softmax) {}

  /** The softmax of each domain over the network's output, outside of autograd. */
  private List<DomainLoss> losses(
      List<SoftmaxCandidates.Draw> draws,
      NDArray hidden,
      NDArray items,
      TrainedItemVectors.Step own,
      ItemMasking[] maskings) {
    float[] alpha =
        shape.priors() == 0
            ? new float[0]
            : TorchSession.values(network.weight(TransformerParameters.PRIOR));
    List<DomainLoss> losses = new ArrayList<>();
    for (SoftmaxCandidates.Draw draw : draws) {
      NDArray asked = TransformerLayers.rows(hidden, session.array(draw.places(), draw.size()));
      NDArray compared = candidateVectors(items, own, draw);
      losses.add(new DomainLoss(draw, gradients(draw, asked, compared, maskings, alpha)));
    }
    return losses;
  }

  private NDArray surrogate(
      NDArray hidden, NDArray items, TrainedItemVectors.Step own, List<DomainLoss> losses) {
    float[] alpha = new float[shape.domains() * shape.priors()];
    NDArray total = session.scaled(hidden.sum(), 0);
    for (DomainLoss part : losses) {
      SoftmaxCandidates.Draw draw = part.draw;
      NDArray asked = TransformerLayers.rows(hidden, session.array(draw.places(), draw.size()));
      NDArray targets = session.array(draw.targets(), draw.size());
      total = total.add(part.softmax.surrogate(asked, candidateVectors(items, own, draw), targets));
      for (int index = 0; index < shape.priors(); index++) {
        alpha[draw.domain() * shape.priors() + index] = (float) part.softmax.priorGradient()[index];
      }
    }
    if (alpha.length == 0) {
      return total;
    }
    NDArray weight = network.weight(TransformerParameters.PRIOR);
    return total.add(weight.mul(session.array(alpha, shape.domains(), shape.priors())).sum());
  }

  private NDArray candidateVectors(
      NDArray items, TrainedItemVectors.Step own, SoftmaxCandidates.Draw draw) {
    int domain = draw.domain();
    return isSampled()
        ? TransformerLayers.rows(
            items, session.array(own.places(draw.columns()), draw.columns().length))
        : items.get(new NDIndex(rows.begins()[domain] + ":" + rows.begins()[domain + 1]));
  }

  private DomainSoftmax gradients(
      SoftmaxCandidates.Draw draw,
      NDArray hidden,
      NDArray items,
      ItemMasking[] maskings,
      float[] alpha) {
    int priors = shape.priors();
    DomainSoftmax softmax = new DomainSoftmax(session, items, draw.bias(), priors);
    float[] own = Arrays.copyOfRange(alpha, draw.domain() * priors, (draw.domain() + 1) * priors);
    List<Runnable> shards = new ArrayList<>();
    for (SoftmaxCandidates.Range range :
        SoftmaxCandidates.Range.of(draw.size(), session.threads())) {
      SoftmaxShard shard = softmax.shard(range.size());
      shards.add(
          () ->
              candidates.forEachPart(
                  draw, range, maskings, part -> shard.add(chunk(draw, part, hidden, own))));
    }
    session.sideBySide(shards);
    return softmax;
  }

  private static SoftmaxShard.Chunk chunk(
      SoftmaxCandidates.Draw draw, SoftmaxCandidates.Part part, NDArray hidden, float[] alpha) {
    return new SoftmaxShard.Chunk(
        hidden.get(new NDIndex(part.begin() + ":" + part.end())),
        Arrays.copyOfRange(draw.targets(), part.begin(), part.end()),
        part.odds(),
        alpha);
  }

  @Override
  public BlockScorer scorer() {
    vectors.settle(optimiser);
    TransformerParameters present = parameters();
    return new TransformerScorer(
        settings,
        session,
        catalogue,
        network,
        new TransformerState(present, rows, texts, Optional.empty(), prior));
  }

  /** The present weights. */
  TransformerParameters parameters() {
    return new TransformerParameters(shape, weights.copy());
  }

  /** An event that a position must predict. */
  record Question(int sequence, int position, int item, long moment) {}
}
