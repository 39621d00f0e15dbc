package io.kuayu.training.generative;

import io.kuayu.core.Catalogue;
import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import io.kuayu.model.Model;
import io.kuayu.model.TrainingRun;
import io.kuayu.models.content.ContentSpace;
import io.kuayu.models.generative.GenerativeFamily;
import io.kuayu.models.generative.GenerativeModel;
import io.kuayu.models.generative.GenerativeParameters;
import io.kuayu.models.generative.GenerativeWeightTransfer;
import io.kuayu.models.semantic.Codebooks;
import io.kuayu.training.IncompatibleStart;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The generative model that a training starts from. Its vocabulary stays: tokens mean there what
 * they mean here, so all of what was learnt holds for items that it never met.
 *
 * @param model trained on these or other domains
 */
record GenerativeWarmStart(GenerativeModel model) {
  /**
   * What the run asks for; empty where it starts from nothing.
   *
   * @throws KuayuException where the model to start from holds no generative model, or one of
   *     another make than these settings
   */
  static Optional<GenerativeWarmStart> of(TrainingRun run, GenerativeSettings settings) {
    if (run.start().isEmpty()) {
      return Optional.empty();
    }
    Model given = run.start().get();
    if (!(given.part(GenerativeFamily.NAME).orElse(given) instanceof GenerativeModel model)) {
      throw new KuayuException(
          ErrorCode.INCOMPATIBLE_START,
          "a generative model cannot start from a bundle of '" + given.family() + "'",
          "name the bundle of a generative model, or of a blend with one");
    }
    GenerativeWarmStart start = new GenerativeWarmStart(model);
    start.check(settings);
    return Optional.of(start);
  }

  private void check(GenerativeSettings settings) {
    GenerativeParameters.Shape shape = model.state().parameters().shape();
    new IncompatibleStart()
        .compare("dim", shape.dim(), settings.dim())
        .compare("encoder-layers", shape.encoderLayers(), settings.encoderLayers())
        .compare("decoder-layers", shape.decoderLayers(), settings.decoderLayers())
        .compare("heads", shape.heads(), settings.heads())
        .compare("feed-forward", shape.feedForward(), settings.feedForward())
        .refuse(GenerativeFamily.NAME, "a generative model");
  }

  /** The codes of its vocabulary. */
  Codebooks books() {
    return model.ids().books();
  }

  /** Where its texts came from; empty where it uses none. */
  Optional<ContentSpace> space() {
    return model.state().space();
  }

  /**
   * Numbers to start from: what is learnt here, with rows for the domains of another catalogue.
   *
   * @param initial what a training from nothing begins with; the blocks are of the same sizes
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

  /** A number that tells what was learnt, so that no checkpoint of another start is taken up. */
  int mark() {
    return IncompatibleStart.mark(model.state().parameters().values());
  }
}
