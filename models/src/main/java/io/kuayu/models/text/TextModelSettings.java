package io.kuayu.models.text;

import io.kuayu.core.content.Modality;
import io.kuayu.core.settings.Settings;
import io.kuayu.encoders.Whitening;
import io.kuayu.models.content.ContentEncoders;
import java.util.Map;
import java.util.Optional;

/**
 * The options of the family.
 *
 * @param encoders of texts, images and sounds
 * @param whitening of the vectors of each
 * @param texts how two texts are compared
 * @param similarity how a history is compared with an item
 * @param weights of the modalities; empty where the validation part chooses
 */
record TextModelSettings(
    ContentEncoders encoders,
    Whitening.Options whitening,
    TextSimilarity texts,
    HistorySimilarity similarity,
    Optional<FixedWeights> weights) {
  /**
   * Chosen on the validation part of Amazon Food and Kitchen, as {@link HistorySimilarity#DEFAULT}
   * was.
   */
  private static final Whitening.Options EVENED = new Whitening.Options(256, 0.3);

  static final TextModelSettings DEFAULT =
      new TextModelSettings(
          ContentEncoders.DEFAULT,
          EVENED,
          TextSimilarity.DEFAULT,
          HistorySimilarity.DEFAULT,
          Optional.empty());

  /** These, for texts alone. */
  TextModelSettings ofTextsAlone() {
    return new TextModelSettings(
        new ContentEncoders(Map.of(Modality.TEXT, encoders.text())),
        whitening,
        texts,
        similarity,
        Optional.empty());
  }

  static TextModelSettings read(Settings settings) {
    return new TextModelSettings(
        ContentEncoders.read(settings),
        new Whitening.Options(
            settings.whole("directions", EVENED.keep(), 1, 4096),
            settings.decimal("whitening-power", EVENED.power(), 0, 0.5)),
        TextSimilarity.read(settings),
        HistorySimilarity.read(settings),
        FixedWeights.read(settings));
  }
}
