package io.kuayu.models.generative;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.model.Contribution;
import io.kuayu.model.Embedding;
import io.kuayu.model.Model;
import io.kuayu.model.ModelWriter;
import io.kuayu.model.RemovalExplanation;
import io.kuayu.model.TrainingRun;
import io.kuayu.model.live.Extensible;
import io.kuayu.models.content.ContentVectors;
import io.kuayu.models.recency.RecencyPrior;
import io.kuayu.models.semantic.CodeReport;
import io.kuayu.models.semantic.ItemTrie;
import io.kuayu.models.semantic.SemanticIds;
import io.kuayu.models.sequence.SequenceInput;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Experimental: generates the ids of items that may follow a history. Scores are log-probabilities:
 * over all items of the domain they sum to one. Immutable.
 */
public final class GenerativeModel implements Model, Embedding, Extensible {
  private static final int REMOVED = 10;

  private final Catalogue catalogue;
  private final GenerativeScoringOptions options;
  private final GenerativeState state;
  private final GenerativeParameters parameters;
  private final EncoderInference encoder;
  private final DecoderInference decoder;
  private final ItemTrie[] tries;
  private final RecencyPrior.Lookup[] lookups;

  /**
   * @param catalogue of the training or an extension of it
   * @param state what was learnt, with an id for each item of the catalogue
   */
  public GenerativeModel(
      Catalogue catalogue, GenerativeScoringOptions options, GenerativeState state) {
    this.catalogue = catalogue;
    this.options = options;
    this.state = state;
    parameters = new GenerativeWeightTransfer(state, catalogue).over(catalogue);
    encoder = new EncoderInference(parameters);
    decoder = new DecoderInference(parameters);
    tries = new ItemTrie[catalogue.domains().size()];
    Arrays.setAll(tries, domain -> ItemTrie.of(state.ids(), catalogue, domain));
    lookups = new RecencyPrior.Lookup[state.parameters().shape().domains()];
    Arrays.setAll(lookups, state.prior()::lookup);
  }

  @Override
  public String family() {
    return GenerativeFamily.NAME;
  }

  @Override
  public Catalogue catalogue() {
    return catalogue;
  }

  /**
   * Generates items by beam search. The result holds allowed items of the domain only, whatever the
   * beam.
   *
   * @param domain ordinal of the domain
   * @param count most items
   * @param beam beam width: prefixes of each length that are expanded; a wider beam finds more and
   *     takes longer
   * @param allowed by position in the domain; items of the context are not left out by themselves
   * @return the most probable first
   */
  public List<GeneratedItem> generate(
      Context context, int domain, int count, int beam, IntPredicate allowed) {
    ItemTrie trie = tries[domain].only(allowed);
    ConstrainedBeamSearch search = search(context, domain, trie);
    float[] logs = search.run(ConstrainedBeamSearch.beam(beam));
    int[] items = catalogue.ordinals(domain);
    return search.completed().stream()
        .mapToObj(leaf -> new GeneratedItem(items[trie.position(leaf)], logs[leaf]))
        .sorted(
            Comparator.comparingDouble((GeneratedItem one) -> -one.logProbability())
                .thenComparingInt(GeneratedItem::item))
        .limit(count)
        .toList();
  }

  /**
   * By a beam as wide as the option {@code beam} says. Items whose prefix fell out of it share the
   * prefix's probability by the prior, so that every score stays a log-probability.
   */
  @Override
  public void score(Context context, int domain, float[] scores) {
    ItemTrie trie = tries[domain];
    float[] logs = search(context, domain, trie).run(ConstrainedBeamSearch.beam(options.beam()));
    for (int leaf = 0; leaf < logs.length; leaf++) {
      scores[trie.position(leaf)] = logs[leaf];
    }
  }

  /**
   * The exact log-probabilities of some items of one domain.
   *
   * @param items ordinals
   */
  public float[] logProbabilities(Context context, int domain, int[] items) {
    ItemTrie trie = tries[domain];
    int[] leafOf = new int[trie.size()];
    for (int leaf = 0; leaf < leafOf.length; leaf++) {
      leafOf[trie.position(leaf)] = leaf;
    }
    BitSet asked = new BitSet();
    for (int item : items) {
      asked.set(leafOf[catalogue.positionOf(item)]);
    }
    float[] logs = search(context, domain, trie).run(ConstrainedBeamSearch.leadingTo(trie, asked));
    float[] chosen = new float[items.length];
    for (int index = 0; index < items.length; index++) {
      chosen[index] = logs[leafOf[catalogue.positionOf(items[index])]];
    }
    return chosen;
  }

  private ConstrainedBeamSearch search(Context context, int domain, ItemTrie trie) {
    Context known = context.last(options.length() - 1);
    SequenceInput input = SequenceInput.causal(known, domain, catalogue, item -> item);
    float[] memory = encoder.read(input, state.ids());
    int priors = parameters.shape().priors();
    PrefixPrior prior =
        domain < lookups.length
            ? new CurrentPrefixPrior(trie, priors, lookups[domain], context.now())
            : new CurrentPrefixPrior(trie, priors);
    float[] weights = new float[SemanticIds.LENGTH * priors];
    if (priors > 0) {
      float[] all = parameters.get(GenerativeParameters.PRIOR);
      System.arraycopy(all, domain * weights.length, weights, 0, weights.length);
    }
    return new ConstrainedBeamSearch(decoder, decoder.begin(memory, domain), trie, prior, weights);
  }

  @Override
  public List<Contribution> explain(Context context, int item) {
    return explain(context, new int[] {item}).getFirst();
  }

  /**
   * By removal, of the last {@value #REMOVED} events: by how much each raised the log-probability.
   * Costs one reading of the history for each, however many items.
   */
  @Override
  public List<List<Contribution>> explain(Context context, int[] items) {
    if (items.length == 0) {
      return List.of();
    }
    int domain = catalogue.domainOf(items[0]);
    float[] whole = logProbabilities(context, domain, items);
    return RemovalExplanation.explain(
        context,
        RemovalExplanation.lastEvents(context, REMOVED),
        items.length,
        shorter -> losses(whole, logProbabilities(shorter, domain, items)));
  }

  private static double[] losses(float[] whole, float[] rest) {
    double[] losses = new double[whole.length];
    Arrays.setAll(losses, index -> (double) whole[index] - rest[index]);
    return losses;
  }

  @Override
  public Optional<Embedding> embedding() {
    return Optional.of(this);
  }

  @Override
  public int dimension() {
    return parameters.shape().dim();
  }

  /** Whether its id carries information: it was made from a content, or training saw the item. */
  @Override
  public boolean has(int item) {
    int domain = catalogue.domainOf(item);
    boolean named = state.ids().token(item, 0) < state.ids().books().codes();
    return (named && state.ids().books().width() > 0)
        || (domain < lookups.length && lookups[domain].has(catalogue.positionOf(item)));
  }

  /** The sum of the embeddings of the item's tokens. */
  @Override
  public void copy(int item, float[] target, int at) {
    Arrays.fill(target, at, at + dimension(), 0);
    encoder.addItem(target, at, state.ids(), item);
  }

  /** Gives ids to new and changed items; the others keep theirs. */
  @Override
  public Model over(Catalogue later, int[] changed) {
    int[] read =
        IntStream.concat(Arrays.stream(changed), IntStream.range(catalogue.size(), later.size()))
            .toArray();
    return new GenerativeModel(later, options, read.length == 0 ? state : state.over(later, read));
  }

  /** The ids of all items. */
  public SemanticIds ids() {
    return state.ids();
  }

  /**
   * How good the ids are. Reads the texts again, from the cache where they are in it.
   *
   * @param run for its cache
   */
  public CodeReport report(TrainingRun run) {
    ContentVectors vectors =
        state.space().map(space -> space.fill(catalogue, run)).orElse(ContentVectors.NONE);
    return CodeReport.of(state.ids(), catalogue, vectors);
  }

  public GenerativeState state() {
    return state;
  }

  @Override
  public void save(ModelWriter out) {
    state.save(out, options);
  }
}
