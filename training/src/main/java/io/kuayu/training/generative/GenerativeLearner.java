package io.kuayu.training.generative;

import ai.djl.ndarray.NDArray;
import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.core.Seed;
import io.kuayu.core.UnixTime;
import io.kuayu.model.TrainingData;
import io.kuayu.models.generative.GenerativeModel;
import io.kuayu.models.generative.GenerativeParameters;
import io.kuayu.models.generative.GenerativeState;
import io.kuayu.models.generative.PrefixPrior;
import io.kuayu.models.recency.RecencyPrior;
import io.kuayu.models.semantic.ItemTrie;
import io.kuayu.models.semantic.SemanticIds;
import io.kuayu.models.sequence.SequenceInput;
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
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Training step with teacher forcing: the loss is the cross-entropy of each event's tokens. The
 * tree holds only items that training saw, so that others are not learnt as negatives.
 */
final class GenerativeLearner implements Learner {
  private static final int PLACES = SemanticIds.LENGTH;
  private static final float CLIP = 5;

  private final GenerativeSettings settings;
  private final TorchSession session;
  private final Catalogue catalogue;
  private final SemanticIds ids;
  private final RecencyPrior prior;
  private final GenerativeParameters.Shape shape;
  private final List<Context> windows;
  private final ItemTrie[] tries;
  private final HistoricalPrefixPrior[] prefixPriors;
  private final int[] leafOf;
  private final TrainableWeights weights;
  private final EncoderDecoder network;
  private final Adam optimiser;
  private final List<TokenTargets> targetsOfPlaces;

  GenerativeLearner(
      GenerativeSettings settings,
      TorchSession session,
      TrainingData data,
      SemanticIds ids,
      GenerativeParameters initial) {
    this.settings = settings;
    this.session = session;
    this.ids = ids;
    catalogue = data.catalogue();
    prior = RecencyPrior.of(data, settings.priors());
    shape = initial.shape();
    windows = TrainingWindows.of(data.interactions(), settings.length());
    int[] counts = data.trainingCounts();
    tries = new ItemTrie[catalogue.domains().size()];
    prefixPriors = new HistoricalPrefixPrior[tries.length];
    leafOf = new int[catalogue.size()];
    for (int domain = 0; domain < tries.length; domain++) {
      int[] items = catalogue.ordinals(domain);
      ItemTrie trie =
          ItemTrie.of(ids, catalogue, domain).only(position -> counts[items[position]] > 0);
      tries[domain] = trie;
      prefixPriors[domain] = new HistoricalPrefixPrior(trie, prior.log(domain), settings.priors());
      for (int leaf = 0; leaf < trie.size(); leaf++) {
        leafOf[items[trie.position(leaf)]] = leaf;
      }
    }
    weights = new TrainableWeights(session);
    network = new EncoderDecoder(session, weights, initial, (float) settings.dropout());
    optimiser =
        new Adam(
            session, weights, new Adam.Options(.9f, .98f, (float) settings.weightDecay(), CLIP));
    targetsOfPlaces =
        IntStream.range(0, PLACES)
            .mapToObj(
                place ->
                    new TokenTargets(
                        place,
                        ids.vocabulary(),
                        (float) settings.labelSmoothing(),
                        settings.priorDays().size()))
            .toList();
  }

  @Override
  public TrainableWeights weights() {
    return weights;
  }

  @Override
  public Adam optimiser() {
    return optimiser;
  }

  @Override
  public List<int[]> batches(Seed seed) {
    int[] lengths = windows.stream().mapToInt(Context::length).toArray();
    return Batches.byLength(lengths, settings.batch(), seed.derive("batches"));
  }

  /** An event that a position of the batch must generate. */
  private record Question(int position, int item, long day) {}

  @Override
  public double learn(int[] batch, Step step) {
    List<SequenceInput> sequences = new ArrayList<>();
    for (int window : batch) {
      sequences.add(SequenceInput.taught(windows.get(window), catalogue, item -> item));
    }
    SequenceBatch input = SequenceBatch.of(sequences);
    List<Question> questions = new ArrayList<>();
    int[] domains = new int[input.size() * input.length()];
    int[] targets = new int[domains.length * (PLACES - 1)];
    for (int row = 0; row < batch.length; row++) {
      Context window = windows.get(batch[row]);
      for (int event = 0; event < window.length(); event++) {
        int position = row * input.length() + event;
        int item = window.items()[event];
        long day = UnixTime.startOfDay(window.timestamps()[event]);
        questions.add(new Question(position, item, day));
        domains[position] = catalogue.domainOf(item);
        for (int place = 0; place < PLACES - 1; place++) {
          targets[position * (PLACES - 1) + place] = row(item, place);
        }
      }
    }
    prepareTargets(questions);
    double loss =
        session.backward(
            () -> {
              session.seed(step.seed().derive("dropout"));
              NDArray memory = network.encode(input, read(input));
              NDArray hidden = network.decode(memory, input, domains, targets);
              NDArray sum = session.scaled(hidden.sum(), 0);
              for (TokenTargets tokens : targetsOfPlaces) {
                if (tokens.size() > 0) {
                  sum = sum.add(loss(tokens, hidden));
                }
              }
              return session.scaled(sum, 1.0 / questions.size());
            });
    optimiser.step(step.rate());
    return loss;
  }

  private int row(int item, int place) {
    return place * ids.vocabulary() + ids.token(item, place);
  }

  /** The tokens of each position's item; those of any where it has none, which are then hidden. */
  private int[] read(SequenceBatch input) {
    int[] tokens = new int[input.items().length * PLACES];
    for (int position = 0; position < input.items().length; position++) {
      for (int place = 0; place < PLACES; place++) {
        tokens[position * PLACES + place] = row(input.items()[position], place);
      }
    }
    return tokens;
  }

  private void prepareTargets(List<Question> questions) {
    targetsOfPlaces.forEach(TokenTargets::clear);
    for (Question question : questions) {
      int domain = catalogue.domainOf(question.item);
      PrefixPrior past = prefixPriors[domain].at(question.day);
      for (TokenTargets tokens : targetsOfPlaces) {
        tokens.add(question.position, domain, tries[domain], leafOf[question.item], past);
      }
    }
  }

  private NDArray loss(TokenTargets tokens, NDArray hidden) {
    int size = tokens.size();
    int place = tokens.place();
    int[] rows = new int[size];
    Arrays.setAll(rows, question -> tokens.position(question) * PLACES + place);
    NDArray logits =
        network
            .logits(TransformerLayers.rows(hidden, session.array(rows, size)), place)
            .add(session.firstOf(tokens.allowed(), size, ids.vocabulary()));
    for (int tau = 0; tau < shape.priors(); tau++) {
      int[] own = new int[size];
      int index = tau;
      Arrays.setAll(
          own, question -> (tokens.domain(question) * PLACES + place) * shape.priors() + index);
      NDArray alpha =
          TransformerLayers.rows(
              network.weight(GenerativeParameters.PRIOR), session.array(own, size));
      logits = logits.add(session.firstOf(tokens.prior(tau), size, ids.vocabulary()).mul(alpha));
    }
    return logits
        .logSoftmax(1)
        .mul(session.firstOf(tokens.goals(), size, ids.vocabulary()))
        .sum()
        .neg();
  }

  @Override
  public BlockScorer scorer() {
    GenerativeParameters present = new GenerativeParameters(shape, Map.copyOf(weights.copy()));
    return BlockScorer.of(
        new GenerativeModel(
            catalogue,
            settings.scoring(),
            new GenerativeState(present, ids, Optional.empty(), prior)));
  }
}
