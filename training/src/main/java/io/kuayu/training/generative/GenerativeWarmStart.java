package io.kuayu.training.generative;

import io.kuayu.core.Catalogue;
import io.kuayu.core.KuayuException;
import io.kuayu.model.TrainingRun;
import io.kuayu.models.content.ContentSpace;
import io.kuayu.models.generative.GenerativeFamily;
import io.kuayu.models.generative.GenerativeModel;
import io.kuayu.models.generative.GenerativeParameters;
import io.kuayu.models.generative.GenerativeWeightTransfer;
import io.kuayu.models.semantic.Codebooks;
import io.kuayu.training.IncompatibleStart;
import io.kuayu.training.WarmStart;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The generative model that a training starts from. Its vocabulary stays: tokens keep their
 * meaning, so everything learnt also applies to items that the model never saw.
 *
 * @param model trained on these or other domains
 */
record GenerativeWarmStart(GenerativeModel model) {
  private static final String CALLED = "a generative model";

  /**
   * The warm start requested by the run; empty if it starts from scratch.
   *
   * @throws KuayuException if the model to start from contains no generative model, or one that is
   *     incompatible with these settings
   */
  static Optional<GenerativeWarmStart> of(TrainingRun run, GenerativeSettings settings) {
    Optional<GenerativeWarmStart> start =
        WarmStart.model(run, GenerativeFamily.NAME, CALLED, GenerativeModel.class)
            .map(GenerativeWarmStart::new);
    start.ifPresent(from -> from.check(settings));
    return start;
  }

  private void check(GenerativeSettings settings) {
    GenerativeParameters.Shape shape = model.state().parameters().shape();
    new IncompatibleStart()
        .compare("dim", shape.dim(), settings.dim())
        .compare("encoder-layers", shape.encoderLayers(), settings.encoderLayers())
        .compare("decoder-layers", shape.decoderLayers(), settings.decoderLayers())
        .compare("heads", shape.heads(), settings.heads())
        .compare("feed-forward", shape.feedForward(), settings.feedForward())
        .refuse(GenerativeFamily.NAME, CALLED);
  }

  /** The codes of its vocabulary. */
  Codebooks books() {
    return model.ids().books();
  }

  /** The source of its text vectors; empty if it uses none. */
  Optional<ContentSpace> space() {
    return model.state().space();
  }

  /**
   * Initial values: the trained weights, with rows for the domains of another catalogue.
   *
   * @param initial the initial values of a training from scratch; the blocks have the same sizes
   */
  GenerativeParameters parameters(GenerativeParameters initial, Catalogue catalogue) {
    GenerativeParameters learnt =
        new GenerativeWeightTransfer(model.state(), model.catalogue()).over(catalogue);
    Map<String, float[]> values = new LinkedHashMap<>(initial.values());
    values.replaceAll(
        (name, fresh) -> {
          float[] known = learnt.values().getOrDefault(name, fresh);
          if (name.equals(GenerativeParameters.POSITION)) {
            float[] positions = fresh.clone();
            System.arraycopy(known, 0, positions, 0, Math.min(known.length, positions.length));
            return positions;
          }
          return known.length == fresh.length ? known.clone() : fresh;
        });
    return new GenerativeParameters(initial.shape(), values);
  }

  /** See {@link WarmStart#fingerprint}. */
  int fingerprint() {
    return WarmStart.fingerprint(model.state().parameters().values());
  }
}
