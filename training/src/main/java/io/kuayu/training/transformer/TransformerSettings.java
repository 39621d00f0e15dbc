package io.kuayu.training.transformer;

import io.kuayu.core.settings.Settings;
import io.kuayu.models.transformer.Objective;
import io.kuayu.models.transformer.TransformerParameters;
import io.kuayu.models.transformer.TransformerScoringOptions;
import io.kuayu.training.LoopSettings;
import java.util.Arrays;
import java.util.List;

/**
 * The options of a transformer.
 *
 * @param dim width of every vector; 0 for as wide as the data can fill
 * @param layers number of blocks
 * @param heads attention heads of a block; divides {@code dim}
 * @param feedForward width inside a block's feed-forward part; 0 for {@code dim}
 * @param length maximum number of events of a history that are read, the last ones
 * @param dropout share of values that a training step drops
 * @param idDropout share of items whose id a training step hides, so that the text alone suffices
 * @param newShare share of those items whose recency it hides too, so that they look like new ones
 * @param objective the training objective
 * @param negatives drawn for each domain and step beside the batch's own items; 0 for all items
 * @param priorDays τ of the recency priors, in days; none switches them off
 * @param batch sequences in a batch; 0 for as many as make up some 500 events, or a 300th of all
 * @param weightDecay of AdamW
 * @param loop length and learning rate of the training; 0 epochs for as many as the data need
 */
public record TransformerSettings(
    int dim,
    int layers,
    int heads,
    int feedForward,
    int length,
    double dropout,
    double idDropout,
    double newShare,
    Objective objective,
    int negatives,
    List<Double> priorDays,
    int batch,
    double weightDecay,
    LoopSettings loop) {
  /** Width that is left open, where the data are sparse or few. */
  private static final int NARROW = 128;

  /** Width that is left open, where many events teach each item. */
  private static final int WIDE = 256;

  private static final int MIN_EVENTS_OF_WIDE = 100_000;
  private static final int MIN_EVENTS_AN_ITEM_OF_WIDE = 8;

  /** Events of a batch whose size is left open: smaller steps learn more per event. */
  private static final int EVENTS_A_BATCH = 512;

  /**
   * Steps of an epoch beyond which batches grow instead, as measured on three domains: probably
   * since Adam moves the drawn negatives by about its learning rate in each step.
   */
  private static final int STEPS_AN_EPOCH = 300;

  private static final int MIN_BATCH = 8;
  private static final int MAX_BATCH = 512;

  /** Steps that a training takes at least where the number of epochs is left open. */
  private static final int MIN_STEPS = 2_000;

  private static final int MIN_EPOCHS = 8;
  private static final int MAX_EPOCHS = 20;

  public static final TransformerSettings DEFAULTS =
      new TransformerSettings(
          0,
          1,
          2,
          0,
          50,
          .2,
          0,
          .4,
          Objective.CAUSAL,
          256,
          List.of(7.0, 30.0),
          0,
          .01,
          new LoopSettings(0, 3, 4_000, 2e-3, .05, .1));

  /** Fewer weights, so that less noise is added; one τ of about one window of noisy counts. */
  private static final TransformerSettings PRIVATE_DEFAULTS =
      new TransformerSettings(
          192,
          1,
          1,
          48,
          50,
          0,
          0,
          0,
          Objective.CAUSAL,
          512,
          List.of(14.0),
          128,
          0,
          new LoopSettings(20, 3, Integer.MAX_VALUE, 2e-3, .05, .1));

  public TransformerSettings {
    priorDays = List.copyOf(priorDays);
  }

  public static TransformerSettings read(Settings options) {
    return read(options, DEFAULTS);
  }

  /** As {@link #read}, with the defaults for a training under differential privacy. */
  public static TransformerSettings readPrivate(Settings options) {
    return read(options, PRIVATE_DEFAULTS);
  }

  private static TransformerSettings read(Settings options, TransformerSettings defaults) {
    int dim = options.whole("dim", defaults.dim, Math.min(4, defaults.dim), 1024);
    int heads = options.whole("heads", defaults.heads, 1, 64);
    int divided = dim > 0 ? dim : NARROW;
    if (divided % heads != 0) {
      options.problem("heads", "does not divide dim " + divided, "choose a divisor of dim");
      heads = 1;
    }
    return new TransformerSettings(
        dim,
        options.whole("layers", defaults.layers, 1, 32),
        heads,
        options.whole(
            "feed-forward",
            defaults.dim > 0 ? dim * defaults.feedForward / defaults.dim : 0,
            Math.min(1, defaults.dim),
            1 << 14),
        options.whole("length", defaults.length, 1, 4096),
        options.decimal("dropout", defaults.dropout, 0, .9),
        options.decimal("id-dropout", defaults.idDropout, 0, 1),
        options.decimal("new-share", defaults.newShare, 0, 1),
        options.choice("objective", defaults.objective),
        options.whole("negatives", defaults.negatives, 0, 1 << 20),
        options.decimals("prior-days", defaults.priorDays, .01, 10_000),
        options.whole("batch", defaults.batch, 0, 1 << 14),
        options.decimal("weight-decay", defaults.weightDecay, 0, 1),
        LoopSettings.read(options, defaults.loop));
  }

  /** The settings that scoring needs. */
  TransformerScoringOptions scoring() {
    return new TransformerScoringOptions(length, objective, priorDays);
  }

  /** These settings with widths that are left open taken from a network to start from. */
  TransformerSettings withWidthsOf(TransformerParameters.Shape start) {
    return withWidths(
        dim > 0 ? dim : start.dim(), feedForward > 0 ? feedForward : start.feedForward());
  }

  /** These settings with other widths. */
  TransformerSettings withWidths(int otherDim, int otherFeedForward) {
    return with(otherDim, otherFeedForward, priorDays, batch, loop);
  }

  /**
   * These settings for some data: without times nothing can be recent, and a width, batch size or
   * number of epochs that is left open follows the number of events.
   *
   * @param lengths events of each training sequence
   * @param items that occur in them
   */
  TransformerSettings forData(boolean hasTimes, int[] lengths, int items) {
    long events = Arrays.stream(lengths).asLongStream().sum();
    boolean wide =
        events >= MIN_EVENTS_OF_WIDE && events >= (long) MIN_EVENTS_AN_ITEM_OF_WIDE * items;
    int width = dim > 0 ? dim : wide ? WIDE : NARROW;
    int sequences = Math.max(1, lengths.length);
    double each = Math.max(1, events / (double) sequences);
    double eventsABatch = Math.max(EVENTS_A_BATCH, events / (double) STEPS_AN_EPOCH);
    int size =
        batch > 0 ? batch : Math.clamp(Math.round(eventsABatch / each), MIN_BATCH, MAX_BATCH);
    int batches = Math.ceilDiv(sequences, size);
    int epochs =
        loop.epochs() > 0
            ? loop.epochs()
            : Math.clamp(Math.ceilDiv(MIN_STEPS, batches), MIN_EPOCHS, MAX_EPOCHS);
    return with(
        width,
        feedForward > 0 ? feedForward : width,
        hasTimes ? priorDays : List.of(),
        size,
        loop.withEpochs(epochs));
  }

  /** These settings for data without times, in which nothing can be recent. */
  TransformerSettings withoutPriors() {
    return with(dim, feedForward, List.of(), batch, loop);
  }

  private TransformerSettings with(
      int otherDim,
      int otherFeedForward,
      List<Double> otherPriors,
      int otherBatch,
      LoopSettings otherLoop) {
    return new TransformerSettings(
        otherDim,
        layers,
        heads,
        otherFeedForward,
        length,
        dropout,
        idDropout,
        newShare,
        objective,
        negatives,
        otherPriors,
        otherBatch,
        weightDecay,
        otherLoop);
  }

  /**
   * The sizes of a network with these settings.
   *
   * @param items rows of the table of items
   * @param text numbers of a text vector
   */
  TransformerParameters.Shape shape(int domains, int items, int text) {
    // One position more than events, for the beginning.
    return new TransformerParameters.Shape(
        dim, layers, heads, feedForward, length + 1, domains, items, text, priorDays.size());
  }

  public double[] priors() {
    return priorDays.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
