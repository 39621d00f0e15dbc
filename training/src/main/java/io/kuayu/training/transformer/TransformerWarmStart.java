package io.kuayu.training.transformer;

import io.kuayu.core.Catalogue;
import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import io.kuayu.model.Model;
import io.kuayu.model.TrainingRun;
import io.kuayu.models.content.ContentSpace;
import io.kuayu.models.transformer.ItemRows;
import io.kuayu.models.transformer.TransformerFamily;
import io.kuayu.models.transformer.TransformerModel;
import io.kuayu.models.transformer.TransformerParameters;
import io.kuayu.models.transformer.TransformerState;
import io.kuayu.models.transformer.WeightTransfer;
import io.kuayu.training.IncompatibleStart;
import java.util.Optional;

/**
 * The transformer that a training starts from.
 *
 * @param model trained on these or other domains
 */
record TransformerWarmStart(TransformerModel model) {
  /**
   * What the run asks for; empty where it starts from nothing.
   *
   * @throws KuayuException where the model to start from holds no transformer, or one of another
   *     make than these settings
   */
  static Optional<TransformerWarmStart> of(TrainingRun run, TransformerSettings settings) {
    if (run.start().isEmpty()) {
      return Optional.empty();
    }
    Model given = run.start().get();
    if (!(given.part(TransformerFamily.NAME).orElse(given) instanceof TransformerModel model)) {
      throw new KuayuException(
          ErrorCode.INCOMPATIBLE_START,
          "a transformer cannot start from a bundle of '" + given.family() + "'",
          "name the bundle of a transformer, or of a blend with one");
    }
    TransformerWarmStart start = new TransformerWarmStart(model);
    start.check(settings);
    return Optional.of(start);
  }

  private void check(TransformerSettings settings) {
    TransformerParameters.Shape shape = model.state().parameters().shape();
    new IncompatibleStart()
        .compare("dim", shape.dim(), settings.dim())
        .compare("layers", shape.layers(), settings.layers())
        .compare("heads", shape.heads(), settings.heads())
        .compare("feed-forward", shape.feedForward(), settings.feedForward())
        .compare("objective", model.options().objective(), settings.objective())
        .refuse(TransformerFamily.NAME, "a transformer");
  }

  /** Where its texts came from; empty where it uses none. */
  Optional<ContentSpace> space() {
    return model.state().space();
  }

  /** Numbers to start from, see {@link WeightTransfer#start}. */
  TransformerParameters parameters(
      TransformerParameters initial, ItemRows rows, Catalogue catalogue) {
    TransformerState state = model.state();
    return new WeightTransfer(state.parameters(), state.rows(), model.catalogue())
        .start(initial, rows, catalogue);
  }

  /** A number that tells what was learnt, so that no checkpoint of another start is taken up. */
  int mark() {
    return IncompatibleStart.mark(model.state().parameters().values());
  }
}
