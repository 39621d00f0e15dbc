package io.kuayu.models.transformer;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.core.Contribution;
import io.kuayu.core.Model;
import io.kuayu.core.ModelWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Scores by what the network expects next and by the recency of each item. Immutable. */
final class TransformerModel implements Model {
  private final Catalogue catalogue;
  private final TransformerSettings settings;
  private final TransformerState state;
  private final PlainNetwork network;
  private final float[] vectors;
  private final float[][] byDomain;
  private final Prior.Lookup[] priors;

  /**
   * @param catalogue of the training or an extension of it
   * @param state what was learnt, with a text vector for each item of the catalogue
   */
  TransformerModel(Catalogue catalogue, TransformerSettings settings, TransformerState state) {
    this.catalogue = catalogue;
    this.settings = settings;
    this.state = state;
    Parameters parameters = state.parameters();
    network =
        new PlainNetwork(new Graft(parameters, state.rows(), catalogue).overCatalogue(), causal());
    vectors = ItemSpace.vectors(parameters, state.rows(), state.texts(), catalogue.size());
    int dim = parameters.shape().dim();
    byDomain = new float[catalogue.domains().size()][];
    Arrays.setAll(
        byDomain, domain -> ItemSpace.transposed(vectors, catalogue.ordinals(domain), dim));
    priors = new Prior.Lookup[parameters.shape().domains()];
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
    Arrays.fill(scores, 0);
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
            state.parameters().get(Parameters.PRIOR), domain * count, (domain + 1) * count);
  }

  private PlainNetwork.Reading read(Context context, int domain) {
    Context known = context.last(settings.length() - 1);
    int dim = state.parameters().shape().dim();
    Slots slots =
        causal()
            ? Slots.causal(known, domain, catalogue, state.rows()::of)
            : Slots.masked(known, domain, catalogue, state.rows()::of);
    float[] read = new float[slots.length() * dim];
    for (int event = 0; event < known.length(); event++) {
      System.arraycopy(vectors, known.items()[event] * dim, read, (event + 1) * dim, dim);
    }
    return network.read(slots, read);
  }

  private boolean causal() {
    return settings.objective() == TransformerSettings.Objective.CAUSAL;
  }

  /**
   * How much the last block looks at each event of the context when asked for a domain, mean over
   * its heads: {@code [context.length()]}. The rest up to 1 goes to the beginning and the question
   * itself. A hint of what mattered, not a reason: {@link #explain} removes and measures.
   */
  float[] attention(Context context, int domain) {
    float[] all = read(context, domain).attention();
    int known = Math.min(context.length(), settings.length() - 1);
    float[] events = new float[context.length()];
    System.arraycopy(all, 1, events, context.length() - known, known);
    return events;
  }

  @Override
  public List<Contribution> explain(Context context, int item) {
    int domain = catalogue.domainOf(item);
    float whole = logit(context, item, domain);
    List<Contribution> contributions = new ArrayList<>();
    for (int event = 0; event < context.length(); event++) {
      float rest = logit(context.without(event), item, domain);
      contributions.add(Contribution.ofEvent(event, whole - rest));
    }
    if (domain < priors.length) {
      double recent = priors[domain].of(catalogue.positionOf(item), context.now(), weights(domain));
      contributions.add(Contribution.of("popularity", recent));
    }
    return contributions;
  }

  private float logit(Context context, int item, int domain) {
    float[] hidden = read(context, domain).hidden();
    float sum = 0;
    for (int axis = 0; axis < hidden.length; axis++) {
      sum += hidden[axis] * vectors[item * hidden.length + axis];
    }
    return sum;
  }

  /** The items' vectors, {@code [items, dim]}: those of likely neighbours in a history are near. */
  float[] vectors() {
    return vectors;
  }

  TransformerState state() {
    return state;
  }

  TransformerSettings settings() {
    return settings;
  }

  @Override
  public void save(ModelWriter out) {
    state.save(out, settings);
  }
}
