package io.kuayu.models.transformer;

import io.kuayu.core.Catalogue;
import io.kuayu.core.ModelReader;
import io.kuayu.core.ModelWriter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

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
  private static final String TIMES = "prior.times.";
  private static final String COLUMNS = "prior.columns.";
  private static final String ITEMS = "prior.items.";

  void save(ModelWriter out, TransformerSettings settings) {
    Parameters.Shape shape = parameters.shape();
    out.property("length", Integer.toString(settings.length()));
    out.property("objective", settings.objective().name());
    out.property("heads", Integer.toString(shape.heads()));
    out.property("layers", Integer.toString(shape.layers()));
    out.property(
        "prior-days",
        settings.priorDays().stream().map(String::valueOf).collect(Collectors.joining(",")));
    parameters.values().forEach((name, values) -> out.floats(name, values, parameters.sizes(name)));
    out.ints(ROWS, rows.ordinals(), rows.size());
    out.property("text-width", Integer.toString(texts.width()));
    space.ifPresent(
        from -> {
          int width = texts.width();
          out.floats(TEXTS, texts.values(), texts.values().length / width, width);
          from.save(out);
        });
    for (int domain = 0; domain < shape.domains(); domain++) {
      Prior.Log log = prior.log(domain);
      out.longs(TIMES + domain, log.times(), log.times().length);
      out.ints(COLUMNS + domain, log.columns(), log.columns().length);
      out.property(ITEMS + domain, Integer.toString(log.items()));
    }
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
            numbers(in.property("prior-days")));
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
    Prior.Log[] logs = new Prior.Log[parameters.shape().domains()];
    Arrays.setAll(
        logs,
        domain ->
            new Prior.Log(
                in.longs(TIMES + domain),
                in.ints(COLUMNS + domain),
                Integer.parseInt(in.property(ITEMS + domain))));
    Prior prior = Prior.of(logs, settings.priors());
    return new Loaded(new TransformerState(parameters, rows, texts, space, prior), settings);
  }

  private static Parameters parameters(ModelReader in, TransformerSettings settings) {
    int[] items = in.shape(Parameters.ITEM);
    int dim = items[1];
    String feed = Parameters.weight(Parameters.block(0, Parameters.FEED_IN));
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
    Map<String, float[]> values = new LinkedHashMap<>();
    Parameters.sizes(shape).keySet().forEach(name -> values.put(name, in.floats(name)));
    return new Parameters(shape, values);
  }

  private static List<Double> numbers(String text) {
    return text.isEmpty()
        ? List.of()
        : List.of(text.split(",")).stream().map(Double::valueOf).toList();
  }
}
