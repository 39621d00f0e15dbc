package io.kuayu.training.generative;

import io.kuayu.core.settings.Settings;
import io.kuayu.models.generative.GenerativeScoringOptions;
import io.kuayu.training.LoopSettings;
import java.util.List;

/**
 * The options of a generative model.
 *
 * @param dim width of every vector
 * @param encoderLayers blocks that read the history
 * @param decoderLayers blocks that write an id
 * @param heads attention heads of a block; divides {@code dim}
 * @param feedForward width inside a block's feed-forward part
 * @param length maximum number of events of a history that are read, the last ones
 * @param codes maximum number of vocabulary tokens made from texts
 * @param dropout share of values that a training step drops
 * @param labelSmoothing share of a target's weight that goes to all allowed tokens
 * @param priorDays τ of the recency priors, in days; none switches them off
 * @param beam number of prefixes of each depth that are extended when all items are scored
 * @param batch sequences in a batch
 * @param weightDecay of AdamW
 * @param loop length and learning rate of the training
 */
public record GenerativeSettings(
    int dim,
    int encoderLayers,
    int decoderLayers,
    int heads,
    int feedForward,
    int length,
    int codes,
    double dropout,
    double labelSmoothing,
    List<Double> priorDays,
    int beam,
    int batch,
    double weightDecay,
    LoopSettings loop) {
  public static final GenerativeSettings DEFAULTS =
      new GenerativeSettings(
          64,
          2,
          2,
          2,
          128,
          50,
          256,
          .1,
          .05,
          List.of(7.0, 30.0, 365.0),
          64,
          32,
          .01,
          new LoopSettings(20, 3, 2_000, 2e-3, .05, .1));

  public GenerativeSettings {
    priorDays = List.copyOf(priorDays);
  }

  public static GenerativeSettings read(Settings options) {
    int dim = options.whole("dim", DEFAULTS.dim, 4, 1024);
    int heads = options.whole("heads", DEFAULTS.heads, 1, 64);
    if (dim % heads != 0) {
      options.problem("heads", "does not divide dim " + dim, "choose a divisor of dim");
      heads = 1;
    }
    return new GenerativeSettings(
        dim,
        options.whole("encoder-layers", DEFAULTS.encoderLayers, 1, 32),
        options.whole("decoder-layers", DEFAULTS.decoderLayers, 1, 32),
        heads,
        options.whole("feed-forward", 2 * dim, 1, 1 << 14),
        options.whole("length", DEFAULTS.length, 1, 4096),
        options.whole("codes", DEFAULTS.codes, 2, 1024),
        options.decimal("dropout", DEFAULTS.dropout, 0, .9),
        options.decimal("label-smoothing", DEFAULTS.labelSmoothing, 0, .9),
        options.decimals("prior-days", DEFAULTS.priorDays, .01, 10_000),
        options.whole("beam", DEFAULTS.beam, 1, 1 << 20),
        options.whole("batch", DEFAULTS.batch, 1, 1 << 14),
        options.decimal("weight-decay", DEFAULTS.weightDecay, 0, 1),
        LoopSettings.read(options, DEFAULTS.loop));
  }

  /** The settings that scoring needs. */
  GenerativeScoringOptions scoring() {
    return new GenerativeScoringOptions(length, beam, priorDays);
  }

  /** These settings for data without times, in which nothing can be recent. */
  GenerativeSettings withoutPriors() {
    return new GenerativeSettings(
        dim,
        encoderLayers,
        decoderLayers,
        heads,
        feedForward,
        length,
        codes,
        dropout,
        labelSmoothing,
        List.of(),
        beam,
        batch,
        weightDecay,
        loop);
  }

  public double[] priors() {
    return priorDays.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
