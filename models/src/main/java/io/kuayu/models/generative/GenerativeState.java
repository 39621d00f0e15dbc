package io.kuayu.models.generative;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Item;
import io.kuayu.model.ModelReader;
import io.kuayu.model.ModelWriter;
import io.kuayu.models.content.ContentSpace;
import io.kuayu.models.content.ContentVectors;
import io.kuayu.models.dense.ParameterShapes;
import io.kuayu.models.recency.RecencyPrior;
import io.kuayu.models.semantic.Codebooks;
import io.kuayu.models.semantic.SemanticIds;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * All that a trained generative model knows.
 *
 * @param parameters of the network
 * @param ids of all items of the catalogue
 * @param space where the texts of the ids came from; empty where texts are not used
 * @param prior the training events, for recency
 */
public record GenerativeState(
    GenerativeParameters parameters,
    SemanticIds ids,
    Optional<ContentSpace> space,
    RecencyPrior prior) {
  private static final String TOKENS = "semantic.tokens";
  private static final String TEXT_WIDTH = "text-width";

  /**
   * The same with ids for a later catalogue.
   *
   * @param read ordinals of items that are new or whose text is another
   */
  GenerativeState over(Catalogue later, int[] read) {
    List<Item> items = Arrays.stream(read).mapToObj(later::item).toList();
    ContentVectors vectors = space.map(from -> from.vectors(items)).orElse(ContentVectors.NONE);
    return new GenerativeState(parameters, ids.over(later, read, vectors), space, prior);
  }

  void save(ModelWriter out, GenerativeScoringOptions options) {
    GenerativeParameters.Shape shape = parameters.shape();
    out.property("length", Integer.toString(options.length()));
    out.property("beam", Integer.toString(options.beam()));
    out.property("heads", Integer.toString(shape.heads()));
    out.property("encoder-layers", Integer.toString(shape.encoderLayers()));
    out.property("decoder-layers", Integer.toString(shape.decoderLayers()));
    RecencyPrior.saveDays(out, options.priorDays());
    GenerativeParameters.sizes(shape).write(parameters.values(), out);
    out.ints(TOKENS, ids.tokens(), ids.size(), SemanticIds.LENGTH);
    out.property(TEXT_WIDTH, Integer.toString(ids.books().width()));
    ids.books().save(out);
    space.ifPresent(from -> from.save(out));
    prior.save(out, shape.domains());
  }

  /** What was saved, with the options that scoring needs. */
  record Loaded(GenerativeState state, GenerativeScoringOptions options) {}

  /**
   * Reads what {@link #save} wrote.
   *
   * @param catalogue of the training or an extension of it: further items get their ids
   */
  static Loaded load(ModelReader in, Catalogue catalogue) {
    GenerativeScoringOptions options =
        new GenerativeScoringOptions(
            Integer.parseInt(in.property("length")),
            Integer.parseInt(in.property("beam")),
            RecencyPrior.loadDays(in));
    Codebooks books = Codebooks.load(in, Integer.parseInt(in.property(TEXT_WIDTH)));
    SemanticIds ids = SemanticIds.of(books, in.ints(TOKENS));
    GenerativeParameters parameters = parameters(in, options, ids);
    RecencyPrior prior = RecencyPrior.load(in, parameters.shape().domains(), options.priors());
    Optional<ContentSpace> space =
        books.width() > 0 ? Optional.of(ContentSpace.load(in)) : Optional.empty();
    GenerativeState known = new GenerativeState(parameters, ids, space, prior);
    int[] more = IntStream.range(ids.size(), catalogue.size()).toArray();
    return new Loaded(more.length == 0 ? known : known.over(catalogue, more), options);
  }

  private static GenerativeParameters parameters(
      ModelReader in, GenerativeScoringOptions options, SemanticIds ids) {
    String feed =
        ParameterShapes.weight(
            GenerativeParameters.block(
                GenerativeParameters.ENCODER, 0, GenerativeParameters.FEED_IN));
    GenerativeParameters.Shape shape =
        new GenerativeParameters.Shape(
            in.shape(GenerativeParameters.TOKEN)[1],
            Integer.parseInt(in.property("encoder-layers")),
            Integer.parseInt(in.property("decoder-layers")),
            Integer.parseInt(in.property("heads")),
            in.shape(feed)[1],
            in.shape(GenerativeParameters.POSITION)[0],
            in.shape(GenerativeParameters.DOMAIN)[0],
            ids.vocabulary(),
            options.priorDays().size());
    return new GenerativeParameters(shape, GenerativeParameters.sizes(shape).read(in));
  }
}
