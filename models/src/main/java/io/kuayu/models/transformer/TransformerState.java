package io.kuayu.models.transformer;

import io.kuayu.core.Catalogue;
import io.kuayu.core.ModelReader;
import io.kuayu.core.ModelWriter;
import io.kuayu.models.training.ParameterSizes;
import java.util.Optional;

/**
 * All that a trained transformer knows.
 *
 * @param parameters of the network
 * @param rows the items that training saw
 * @param texts of all items of the catalogue
 * @param space where the texts came from; empty where texts are not used
 * @param prior the training events, for recency
 */
record TransformerState(
    Parameters parameters, ItemRows rows, ItemTexts texts, Optional<TextSpace> space, Prior prior) {
  private static final String TEXTS = "texts";
  private static final String ROWS = "rows";

  void save(ModelWriter out, TransformerSettings settings) {
    Parameters.Shape shape = parameters.shape();
    out.property("length", Integer.toString(settings.length()));
    out.property("objective", settings.objective().name());
    out.property("heads", Integer.toString(shape.heads()));
    out.property("layers", Integer.toString(shape.layers()));
    Prior.saveDays(out, settings.priorDays());
    Parameters.sizes(shape).write(parameters.values(), out);
    out.ints(ROWS, rows.ordinals(), rows.size());
    out.property("text-width", Integer.toString(texts.width()));
    space.ifPresent(
        from -> {
          int width = texts.width();
          out.floats(TEXTS, texts.values(), texts.values().length / width, width);
          from.save(out);
        });
    prior.save(out, shape.domains());
  }

  /** What was saved, with the options that scoring needs. */
  record Loaded(TransformerState state, TransformerSettings settings) {}

  /**
   * Reads what {@link #save} wrote.
   *
   * @param catalogue of the training or an extension of it: further items are read by their text
   */
  static Loaded load(ModelReader in, Catalogue catalogue) {
    TransformerSettings settings =
        TransformerSettings.DEFAULTS.scoring(
            Integer.parseInt(in.property("length")),
            TransformerSettings.Objective.valueOf(in.property("objective")),
            Prior.loadDays(in));
    Parameters parameters = parameters(in, settings);
    ItemRows rows = ItemRows.of(in.ints(ROWS), catalogue);
    Optional<TextSpace> space =
        parameters.shape().text() > 0 ? Optional.of(TextSpace.load(in)) : Optional.empty();
    ItemTexts texts =
        space
            .map(
                from ->
                    from.extend(
                        new ItemTexts(in.floats(TEXTS), parameters.shape().text()), catalogue))
            .orElse(ItemTexts.NONE);
    Prior prior = Prior.load(in, parameters.shape().domains(), settings.priors());
    return new Loaded(new TransformerState(parameters, rows, texts, space, prior), settings);
  }

  private static Parameters parameters(ModelReader in, TransformerSettings settings) {
    int[] items = in.shape(Parameters.ITEM);
    int dim = items[1];
    String feed = ParameterSizes.weight(Parameters.block(0, Parameters.FEED_IN));
    Parameters.Shape shape =
        new Parameters.Shape(
            dim,
            Integer.parseInt(in.property("layers")),
            Integer.parseInt(in.property("heads")),
            in.shape(feed)[1],
            in.shape(Parameters.POSITION)[0],
            in.shape(Parameters.TARGET)[0] - 1,
            items[0],
            Integer.parseInt(in.property("text-width")),
            settings.priorDays().size());
    return new Parameters(shape, Parameters.sizes(shape).read(in));
  }
}
