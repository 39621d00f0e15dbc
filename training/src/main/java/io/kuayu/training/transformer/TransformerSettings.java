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
 * @param dim width of every vector
 * @param layers number of blocks
 * @param heads attention heads of a block; divides {@code dim}
 * @param feedForward width inside a block's feed-forward part
 * @param length maximum number of events of a history that are read, the last ones
 * @param dropout share of values that a training step drops
 * @param idDropout share of items whose id a training step hides, so that the text alone suffices
 * @param newShare share of those items whose recency it hides too, so that they look like new ones
 * @param objective the training objective
 * @param negatives drawn for each domain and step beside the batch's own items; 0 for all items
 * @param priorDays τ of the recency priors, in days; none switches them off
 * @param batch sequences in a batch; 0 for as many as make up some 500 events
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
  /** Events of a batch whose size is left open: smaller steps learn more per event. */
  private static final int EVENTS_A_BATCH = 512;

  private static final int MIN_BATCH = 8;
  private static final int MAX_BATCH = 128;

  /** Steps that a training takes at least where the number of epochs is left open. */
  private static final int MIN_STEPS = 2_000;

  private static final int MIN_EPOCHS = 8;
  private static final int MAX_EPOCHS = 20;

  public static final TransformerSettings DEFAULTS =
      new TransformerSettings(
          128,
          1,
          2,
          128,
          50,
          .2,
          .25,
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
    int dim = options.whole("dim", defaults.dim, 4, 1024);
    int heads = options.whole("heads", defaults.heads, 1, 64);
    if (dim % heads != 0) {
      options.problem("heads", "does not divide dim " + dim, "choose a divisor of dim");
      heads = 1;
    }
    return new TransformerSettings(
        dim,
        options.whole("layers", defaults.layers, 1, 32),
        heads,
        options.whole("feed-forward", dim * defaults.feedForward / defaults.dim, 1, 1 << 14),
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

  /**
   * These settings for some data: without times nothing can be recent, and a batch size or number
   * of epochs that is left open follows the number of events.
   *
   * @param lengths events of each training sequence
   */
  TransformerSettings forData(boolean hasTimes, int[] lengths) {
    int sequences = Math.max(1, lengths.length);
    double mean = Math.max(1, Arrays.stream(lengths).average().orElse(1));
    int size =
        batch > 0
            ? batch
            : Math.clamp(Math.round(EVENTS_A_BATCH / mean), MIN_BATCH, MAX_BATCH);
    int batches = Math.ceilDiv(sequences, size);
    int epochs =
        loop.epochs() > 0
            ? loop.epochs()
            : Math.clamp(Math.ceilDiv(MIN_STEPS, batches), MIN_EPOCHS, MAX_EPOCHS);
    return with(hasTimes ? priorDays : List.of(), size, loop.withEpochs(epochs));
  }

  /** These settings for data without times, in which nothing can be recent. */
  TransformerSettings withoutPriors() {
    return with(List.of(), batch, loop);
  }

  private TransformerSettings with(
      List<Double> otherPriors, int otherBatch, LoopSettings otherLoop) {
    return new TransformerSettings(
        dim,
        layers,
        heads,
        feedForward,
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
