package io.kuayu.training.transformer;

import io.kuayu.core.Catalogue;
import io.kuayu.core.KuayuException;
import io.kuayu.model.TrainingRun;
import io.kuayu.models.content.ContentSpace;
import io.kuayu.models.transformer.ItemRows;
import io.kuayu.models.transformer.TransformerFamily;
import io.kuayu.models.transformer.TransformerModel;
import io.kuayu.models.transformer.TransformerParameters;
import io.kuayu.models.transformer.TransformerState;
import io.kuayu.models.transformer.WeightTransfer;
import io.kuayu.training.IncompatibleStart;
import io.kuayu.training.WarmStart;
import java.util.Optional;

/**
 * The transformer that a training starts from.
 *
 * @param model trained on these or other domains
 */
record TransformerWarmStart(TransformerModel model) {
  private static final String CALLED = "a transformer";

  /**
   * The warm start requested by the run; empty if it starts from scratch.
   *
   * @throws KuayuException if the model to start from contains no transformer, or one that is
   *     incompatible with these settings
   */
  static Optional<TransformerWarmStart> of(TrainingRun run, TransformerSettings settings) {
    Optional<TransformerWarmStart> start =
        WarmStart.model(run, TransformerFamily.NAME, CALLED, TransformerModel.class)
            .map(TransformerWarmStart::new);
    start.ifPresent(from -> from.check(settings));
    return start;
  }

  private void check(TransformerSettings settings) {
    TransformerParameters.Shape shape = shape();
    TransformerSettings wanted = settings.withWidthsOf(shape);
    new IncompatibleStart()
        .compare("dim", shape.dim(), wanted.dim())
        .compare("layers", shape.layers(), settings.layers())
        .compare("heads", shape.heads(), settings.heads())
        .compare("feed-forward", shape.feedForward(), wanted.feedForward())
        .compare("objective", model.options().objective(), settings.objective())
        .refuse(TransformerFamily.NAME, CALLED);
  }

  /** The sizes of its network. */
  TransformerParameters.Shape shape() {
    return model.state().parameters().shape();
  }

  /** The source of its text vectors; empty if it uses none. */
  Optional<ContentSpace> space() {
    return model.state().space();
  }

  /** Initial values, see {@link WeightTransfer#start}. */
  TransformerParameters parameters(
      TransformerParameters initial, ItemRows rows, Catalogue catalogue) {
    TransformerState state = model.state();
    return new WeightTransfer(state.parameters(), state.rows(), model.catalogue())
        .start(initial, rows, catalogue);
  }

  /** See {@link WarmStart#fingerprint}. */
  int fingerprint() {
    return WarmStart.fingerprint(model.state().parameters().values());
  }
}
