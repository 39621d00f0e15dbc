package io.kuayu.training.towers;

import io.kuayu.core.settings.Settings;
import io.kuayu.training.DpSgdSettings;
import io.kuayu.training.LoopSettings;
import java.util.Optional;

/**
 * The options of {@code towers}.
 *
 * @param embedding numbers an item, and of both towers' results
 * @param hidden width of the towers' inner layer
 * @param length last events of a history that are read
 * @param decay weight of an event against the one after it, in the mean over a domain's events
 * @param words rows of the table of hashed words
 * @param idDropout share of items that a step represents by their words alone
 * @param batch people a step
 * @param negatives number of negatives shared by every position of a step, by domain
 * @param dropout share of inner signals that a step drops
 * @param weightDecay of the dense layers
 * @param clip maximum gradient norm, 0 for no limit
 * @param loop length and learning rate of the training
 * @param inPrivate settings of differential privacy, if requested
 */
public record TowersSettings(
    int embedding,
    int hidden,
    int length,
    double decay,
    int words,
    double idDropout,
    int batch,
    int negatives,
    double dropout,
    double weightDecay,
    double clip,
    LoopSettings loop,
    Optional<DpSgdSettings> inPrivate) {
  private static final LoopSettings LOOP = new LoopSettings(30, 3, 4000, 3e-3, .05, .1);

  public static TowersSettings read(Settings options) {
    return new TowersSettings(
        options.whole("embedding-size", 64, 1, 4096),
        options.whole("hidden-size", 128, 1, 4096),
        options.whole("history-length", 50, 1, 10_000),
        options.decimal("history-decay", .8, 0, 1),
        options.whole("word-buckets", 16_384, 1, 1 << 24),
        options.decimal("id-dropout", .1, 0, 1),
        options.whole("batch-size", 32, 1, 100_000),
        options.whole("negatives", 1024, 1, 1_000_000),
        options.decimal("dropout", .2, 0, .95),
        options.decimal("weight-decay", .01, 0, 10),
        options.decimal("clip", 5, 0, 1e9),
        LoopSettings.read(options, LOOP),
        DpSgdSettings.read(options));
  }
}
