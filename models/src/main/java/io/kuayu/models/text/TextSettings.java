package io.kuayu.models.text;

import io.kuayu.core.settings.Settings;
import io.kuayu.encoders.EncoderOptions;
import io.kuayu.encoders.Whitening;

/**
 * The options of the family.
 *
 * @param encoder what reads the texts
 * @param whitening what evens their vectors out
 * @param likeness how a history is compared with an item
 */
record TextSettings(EncoderOptions encoder, Whitening.Options whitening, Likeness likeness) {
  static TextSettings read(Settings settings) {
    Whitening.Options evened = Whitening.Options.DEFAULT;
    return new TextSettings(
        EncoderOptions.read(settings),
        new Whitening.Options(
            settings.whole("directions", evened.keep(), 1, 4096),
            settings.decimal("whitening-power", evened.power(), 0, 0.5)),
        Likeness.read(settings));
  }
}
