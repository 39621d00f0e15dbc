package io.kuayu.models.text;

import io.kuayu.core.settings.Settings;
import io.kuayu.encoders.EncoderOptions;
import io.kuayu.encoders.Whitening;

/**
 * The options of the family.
 *
 * @param encoder of the texts
 * @param whitening of their vectors
 * @param texts how two texts are compared
 * @param similarity how a history is compared with an item
 */
record TextModelSettings(
    EncoderOptions encoder,
    Whitening.Options whitening,
    TextSimilarity texts,
    HistorySimilarity similarity) {
  /**
   * Chosen on the validation part of Amazon Food and Kitchen, as {@link HistorySimilarity#DEFAULT}
   * was.
   */
  private static final Whitening.Options EVENED = new Whitening.Options(256, 0.3);

  static TextModelSettings read(Settings settings) {
    return new TextModelSettings(
        EncoderOptions.read(settings),
        new Whitening.Options(
            settings.whole("directions", EVENED.keep(), 1, 4096),
            settings.decimal("whitening-power", EVENED.power(), 0, 0.5)),
        TextSimilarity.read(settings),
        HistorySimilarity.read(settings));
  }
}
