package io.kuayu.training.lstm;

import io.kuayu.core.settings.Settings;
import io.kuayu.training.LoopSettings;

/**
 * The options of {@code lstm}.
 *
 * @param embedding numbers an item
 * @param hidden numbers of the state
 * @param length last events of a history that are read
 * @param batch people a step
 * @param negatives negative items of a position, drawn once per step and domain
 * @param dropout share of inputs and states that a step drops
 * @param clip maximum gradient norm, 0 for no limit
 */
public record LstmSettings(
    int embedding,
    int hidden,
    int length,
    int batch,
    int negatives,
    double dropout,
    double clip,
    LoopSettings loop) {
  private static final LoopSettings LOOP = new LoopSettings(10, 2, 4000, 5e-3, 0, 1);

  public static LstmSettings read(Settings options) {
    return new LstmSettings(
        options.whole("embedding-size", 128, 1, 4096),
        options.whole("hidden-size", 128, 1, 4096),
        options.whole("history-length", 50, 1, 10_000),
        options.whole("batch-size", 32, 1, 100_000),
        options.whole("negatives", 512, 1, 1_000_000),
        options.decimal("dropout", 0, 0, .95),
        options.decimal("clip", 5, 0, 1e9),
        LoopSettings.read(options, LOOP));
  }
}
