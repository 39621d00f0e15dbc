package io.kuayu.training.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import ai.djl.pytorch.jni.JniUtils;
import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.models.recency.RecencyPrior;
import io.kuayu.models.sequence.SequenceInput;
import io.kuayu.models.transformer.ItemSpace;
import io.kuayu.models.transformer.Objective;
import io.kuayu.models.transformer.TransformerModel;
import io.kuayu.models.transformer.TransformerParameters;
import io.kuayu.models.transformer.TransformerState;
import io.kuayu.training.BlockScorer;
import io.kuayu.training.TorchSession;
import io.kuayu.training.TransformerLayers;
import io.kuayu.training.sequence.SequenceBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Scores blocks of histories on the engine with the present weights, as {@link TransformerModel}
 * does one by one, up to rounding.
 */
final class TransformerScorer implements BlockScorer {
  private final TransformerSettings settings;
  private final TorchSession session;
  private final Catalogue catalogue;
  private final TransformerNetwork network;
  private final NDArray vectors;
  private final NDArray[] byDomain;
  private final RecencyPrior.Lookup[] priors;
  private final float[] alpha;

  TransformerScorer(
      TransformerSettings settings,
      TorchSession session,
      Catalogue catalogue,
      TransformerNetwork network,
      TransformerState present) {
    this.settings = settings;
    this.session = session;
    this.catalogue = catalogue;
    this.network = network;
    TransformerParameters parameters = present.parameters();
    float[] items =
        ItemSpace.vectors(parameters, present.rows(), present.texts(), catalogue.size());
    vectors = session.array(items, catalogue.size(), parameters.shape().dim());
    int domains = catalogue.domains().size();
    byDomain = new NDArray[domains];
    priors = new RecencyPrior.Lookup[domains];
    for (int domain = 0; domain < domains; domain++) {
      int[] ordinals = catalogue.ordinals(domain);
      byDomain[domain] =
          TransformerLayers.rows(vectors, session.array(ordinals, ordinals.length)).transpose();
      priors[domain] = present.prior().lookup(domain);
    }
    alpha =
        parameters.shape().priors() == 0
            ? new float[0]
            : parameters.get(TransformerParameters.PRIOR).clone();
  }

  @Override
  @SuppressWarnings("try") // The scope is there for what its closing does.
  public void score(List<Context> contexts, int domain, float[][] scores) {
    JniUtils.setNumThreads(1);
    List<SequenceInput> inputs = new ArrayList<>();
    for (Context context : contexts) {
      inputs.add(input(context.last(settings.length() - 1), domain));
    }
    SequenceBatch batch = SequenceBatch.of(inputs);
    int[] last = new int[inputs.size()];
    Arrays.setAll(last, row -> row * batch.length() + batch.lengths()[row] - 1);
    float[] products =
        TorchSession.constant(
            () -> {
              try (NDScope scope = new NDScope()) {
                NDArray hidden = network.forward(batch, vectors, 0);
                NDArray asking = TransformerLayers.rows(hidden, session.array(last, last.length));
                return TorchSession.values(asking.matMul(byDomain[domain]));
              }
            });
    int count = settings.priorDays().size();
    float[] weights = Arrays.copyOfRange(alpha, domain * count, (domain + 1) * count);
    for (int row = 0; row < scores.length; row++) {
      int items = scores[row].length;
      System.arraycopy(products, row * items, scores[row], 0, items);
      if (count > 0) {
        priors[domain].addTo(scores[row], contexts.get(row).now(), weights);
      }
    }
  }

  private SequenceInput input(Context known, int domain) {
    return settings.objective() == Objective.CAUSAL
        ? SequenceInput.causal(known, domain, catalogue, item -> item)
        : SequenceInput.masked(known, domain, catalogue, item -> item);
  }
}
