package io.kuayu.models.transformer;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.model.ContextCache;
import io.kuayu.model.Contribution;
import io.kuayu.model.Embedding;
import io.kuayu.model.Model;
import io.kuayu.model.ModelWriter;
import io.kuayu.model.RemovalExplanation;
import io.kuayu.model.live.Extensible;
import io.kuayu.models.content.ContentVectors;
import io.kuayu.models.dense.TiledVectors;
import io.kuayu.models.recency.RecencyPrior;
import io.kuayu.models.sequence.SequenceInput;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Scores by what the network expects next and by the recency of each item. Immutable. */
public final class TransformerModel implements Model, Embedding, Extensible {
  private static final int REMOVED = 10;

  private final Catalogue catalogue;
  private final TransformerScoringOptions options;
  private final TransformerState state;
  private final TransformerInference network;
  private final float[] vectors;
  private final TiledVectors[] byDomain;
  private final RecencyPrior.Lookup[] priors;
  private final ContextCache<TransformerInference.PrefixState> prefixStates = new ContextCache<>();

  /**
   * @param catalogue of the training or an extension of it
   * @param state what was learnt, with a text vector for each item of the catalogue
   */
  public TransformerModel(
      Catalogue catalogue, TransformerScoringOptions options, TransformerState state) {
    this.catalogue = catalogue;
    this.options = options;
    this.state = state;
    TransformerParameters parameters = state.parameters();
    network =
        new TransformerInference(
            new WeightTransfer(parameters, state.rows(), catalogue).overCatalogue(), causal());
    vectors = ItemSpace.vectors(parameters, state.rows(), state.texts(), catalogue.size());
    int dim = parameters.shape().dim();
    byDomain = new TiledVectors[catalogue.domains().size()];
    Arrays.setAll(byDomain, domain -> ItemSpace.tiles(vectors, catalogue.ordinals(domain), dim));
    priors = new RecencyPrior.Lookup[parameters.shape().domains()];
    Arrays.setAll(priors, state.prior()::lookup);
  }

  @Override
  public String family() {
    return TransformerFamily.NAME;
  }

  @Override
  public Catalogue catalogue() {
    return catalogue;
  }

  @Override
  public void score(Context context, int domain, float[] scores) {
    float[] hidden = read(context, domain).hidden();
    ItemSpace.products(hidden, byDomain[domain], scores);
    if (domain < priors.length) {
      priors[domain].addTo(scores, context.now(), weights(domain));
    }
  }

  private float[] weights(int domain) {
    int count = state.parameters().shape().priors();
    return count == 0
        ? new float[0]
        : Arrays.copyOfRange(
            state.parameters().get(TransformerParameters.PRIOR),
            domain * count,
            (domain + 1) * count);
  }

  private TransformerInference.Reading read(Context context, int domain) {
    if (!causal()) {
      Context known = known(context);
      SequenceInput input = SequenceInput.masked(known, domain, catalogue, state.rows()::of);
      return network.read(input, vectorsOf(known, input));
    }
    Context known = known(context);
    SequenceInput input = SequenceInput.causal(known, domain, catalogue, state.rows()::of);
    TransformerInference.PrefixState prefix =
        prefixStates.of(context, every -> network.readPrefix(input, vectorsOf(known, input)));
    return network.read(input, vectorsOf(known, input), prefix);
  }

  private Context known(Context context) {
    return context.last(options.length() - 1);
  }

  private float[] vectorsOf(Context known, SequenceInput input) {
    int dim = state.parameters().shape().dim();
    float[] read = new float[input.length() * dim];
    for (int event = 0; event < known.length(); event++) {
      System.arraycopy(vectors, known.items()[event] * dim, read, (event + 1) * dim, dim);
    }
    return read;
  }

  private boolean causal() {
    return options.objective() == Objective.CAUSAL;
  }

  /**
   * How much the last block looks at each event of the context when asked for a domain, mean over
   * its heads: {@code [context.length()]}. The rest up to 1 goes to the beginning and the question
   * itself. A hint of what mattered, not a reason: {@link #explain} removes and measures.
   */
  public float[] attention(Context context, int domain) {
    return events(read(context, domain).attention(), context);
  }

  private float[] events(float[] all, Context context) {
    int known = Math.min(context.length(), options.length() - 1);
    float[] events = new float[context.length()];
    System.arraycopy(all, 1, events, context.length() - known, known);
    return events;
  }

  @Override
  public List<Contribution> explain(Context context, int item) {
    return explain(context, new int[] {item}).getFirst();
  }

  /**
   * By removal, of the {@value #REMOVED} events that the last block looks at most; the others count
   * as nothing. Costs one reading of the history for each removal, however many items.
   */
  @Override
  public List<List<Contribution>> explain(Context context, int[] items) {
    if (items.length == 0) {
      return List.of();
    }
    int domain = catalogue.domainOf(items[0]);
    TransformerInference.Reading whole = read(context, domain);
    List<List<Contribution>> all =
        RemovalExplanation.explain(
            context,
            mostAttended(context, whole),
            items.length,
            shorter -> losses(whole.hidden(), read(shorter, domain).hidden(), items));
    for (int index = 0; index < items.length && domain < priors.length; index++) {
      int position = catalogue.positionOf(items[index]);
      double recent = priors[domain].of(position, context.now(), weights(domain));
      all.get(index).add(Contribution.of("popularity", recent));
    }
    return all;
  }

  private double[] losses(float[] whole, float[] rest, int[] items) {
    double[] losses = new double[items.length];
    Arrays.setAll(losses, index -> logit(whole, items[index]) - logit(rest, items[index]));
    return losses;
  }

  private int[] mostAttended(Context context, TransformerInference.Reading reading) {
    float[] attention = events(reading.attention(), context);
    return IntStream.range(0, context.length())
        .boxed()
        .sorted(Comparator.comparingDouble(event -> -attention[event]))
        .limit(REMOVED)
        .mapToInt(Integer::intValue)
        .sorted()
        .toArray();
  }

  private float logit(float[] hidden, int item) {
    float sum = 0;
    for (int axis = 0; axis < hidden.length; axis++) {
      sum += hidden[axis] * vectors[item * hidden.length + axis];
    }
    return sum;
  }

  @Override
  public Optional<Embedding> embedding() {
    return Optional.of(this);
  }

  @Override
  public int dimension() {
    return state.parameters().shape().dim();
  }

  @Override
  public boolean has(int item) {
    return state.rows().of(item) >= 0 || (state.space().isPresent() && state.texts().has(item));
  }

  @Override
  public void copy(int item, float[] target, int at) {
    System.arraycopy(vectors, item * dimension(), target, at, dimension());
  }

  /** Reads the new and changed texts alone. */
  @Override
  public Model over(Catalogue later, int[] changed) {
    ContentVectors texts =
        state.space().map(space -> space.over(state.texts(), later, changed)).orElse(state.texts());
    TransformerState extended =
        new TransformerState(
            state.parameters(),
            ItemRows.of(state.rows().ordinals(), later),
            texts,
            state.space(),
            state.prior());
    return new TransformerModel(later, options, extended);
  }

  /** The items' vectors, {@code [items, dim]}: those of likely neighbours in a history are near. */
  float[] vectors() {
    return vectors;
  }

  public TransformerState state() {
    return state;
  }

  public TransformerScoringOptions options() {
    return options;
  }

  @Override
  public void save(ModelWriter out) {
    state.save(out, options);
  }
}
