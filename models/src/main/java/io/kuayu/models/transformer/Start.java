package io.kuayu.models.transformer;

import io.kuayu.core.Catalogue;
import io.kuayu.core.KuayuException;
import io.kuayu.core.Model;
import io.kuayu.core.TrainingRun;
import io.kuayu.models.training.OtherMake;
import java.util.Optional;

/**
 * The transformer that a training starts from.
 *
 * @param model trained on these or other domains
 */
record Start(TransformerModel model) {
  /**
   * What the run asks for; empty where it starts from nothing.
   *
   * @throws KuayuException where the model to start from holds no transformer, or one of another
   *     make than these settings
   */
  static Optional<Start> of(TrainingRun run, TransformerSettings settings) {
    if (run.start().isEmpty()) {
      return Optional.empty();
    }
    Model given = run.start().get();
    if (!(given.part(TransformerFamily.NAME).orElse(given) instanceof TransformerModel model)) {
      throw new KuayuException(
          "a transformer cannot start from a bundle of '" + given.family() + "'",
          "name the bundle of a transformer, or of a blend with one");
    }
    Start start = new Start(model);
    start.check(settings);
    return Optional.of(start);
  }

  private void check(TransformerSettings settings) {
    Parameters.Shape shape = model.state().parameters().shape();
    new OtherMake()
        .compare("dim", shape.dim(), settings.dim())
        .compare("layers", shape.layers(), settings.layers())
        .compare("heads", shape.heads(), settings.heads())
        .compare("feed-forward", shape.feedForward(), settings.feedForward())
        .compare("objective", model.settings().objective(), settings.objective())
        .refuse(TransformerFamily.NAME, "a transformer");
  }

  /** Where its texts came from; empty where it uses none. */
  Optional<TextSpace> space() {
    return model.state().space();
  }

  /** Numbers to start from, see {@link Graft#start}. */
  Parameters parameters(Parameters initial, ItemRows rows, Catalogue catalogue) {
    TransformerState state = model.state();
    return new Graft(state.parameters(), state.rows(), model.catalogue())
        .start(initial, rows, catalogue);
  }

  /** A number that tells what was learnt, so that no checkpoint of another start is taken up. */
  int mark() {
    return OtherMake.mark(model.state().parameters().values());
  }
}
