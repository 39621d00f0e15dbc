package io.kuayu.models.transformer;

import io.kuayu.core.Catalogue;
import io.kuayu.model.ModelReader;
import io.kuayu.model.ModelWriter;
import io.kuayu.models.content.ContentSpace;
import io.kuayu.models.content.ContentVectors;
import io.kuayu.models.dense.ParameterShapes;
import io.kuayu.models.recency.RecencyPrior;
import java.util.Optional;

/**
 * All that a trained transformer knows.
 *
 * @param parameters of the network
 * @param rows the items that training saw
 * @param texts the content vectors of all items of the catalogue
 * @param space where the texts came from; empty where texts are not used
 * @param prior the training events, for recency
 */
public record TransformerState(
    TransformerParameters parameters,
    ItemRows rows,
    ContentVectors texts,
    Optional<ContentSpace> space,
    RecencyPrior prior) {
  private static final String TEXTS = "texts";
  private static final String ROWS = "rows";

  void save(ModelWriter out, TransformerScoringOptions options) {
    TransformerParameters.Shape shape = parameters.shape();
    out.property("length", Integer.toString(options.length()));
    out.property("objective", options.objective().name());
    out.property("heads", Integer.toString(shape.heads()));
    out.property("layers", Integer.toString(shape.layers()));
    RecencyPrior.saveDays(out, options.priorDays());
    TransformerParameters.sizes(shape).write(parameters.values(), out);
    out.ints(ROWS, rows.ordinals(), rows.size());
    out.property("text-width", Integer.toString(texts.width()));
    space.ifPresent(
        from -> {
          int width = texts.width();
          out.floats(TEXTS, texts.values(), texts.size(), width);
          from.save(out);
        });
    prior.save(out, shape.domains());
  }

  /** What was saved, with the options that scoring needs. */
  record Loaded(TransformerState state, TransformerScoringOptions options) {}

  /**
   * Reads what {@link #save} wrote.
   *
   * @param catalogue of the training or an extension of it: further items are read by their text
   */
  static Loaded load(ModelReader in, Catalogue catalogue) {
    TransformerScoringOptions options =
        new TransformerScoringOptions(
            Integer.parseInt(in.property("length")),
            Objective.valueOf(in.property("objective")),
            RecencyPrior.loadDays(in));
    TransformerParameters parameters = parameters(in, options);
    ItemRows rows = ItemRows.of(in.ints(ROWS), catalogue);
    Optional<ContentSpace> space =
        parameters.shape().text() > 0 ? Optional.of(ContentSpace.load(in)) : Optional.empty();
    ContentVectors texts =
        space
            .map(
                from ->
                    from.extend(
                        ContentVectors.ofNonZero(in.floats(TEXTS), parameters.shape().text()),
                        catalogue))
            .orElse(ContentVectors.NONE);
    RecencyPrior prior = RecencyPrior.load(in, parameters.shape().domains(), options.priors());
    return new Loaded(new TransformerState(parameters, rows, texts, space, prior), options);
  }

  private static TransformerParameters parameters(
      ModelReader in, TransformerScoringOptions options) {
    int[] items = in.shape(TransformerParameters.ITEM);
    int dim = items[1];
    String feed =
        ParameterShapes.weight(TransformerParameters.block(0, TransformerParameters.FEED_IN));
    TransformerParameters.Shape shape =
        new TransformerParameters.Shape(
            dim,
            Integer.parseInt(in.property("layers")),
            Integer.parseInt(in.property("heads")),
            in.shape(feed)[1],
            in.shape(TransformerParameters.POSITION)[0],
            in.shape(TransformerParameters.TARGET)[0] - 1,
            items[0],
            Integer.parseInt(in.property("text-width")),
            options.priorDays().size());
    return new TransformerParameters(shape, TransformerParameters.sizes(shape).read(in));
  }
}
