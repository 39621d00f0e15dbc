package io.kuayu.models.content;

import io.kuayu.core.settings.Settings;
import io.kuayu.encoders.Whitening;

/**
 * How a neural family reads the contents of items.
 *
 * @param used whether it reads them at all
 * @param encoders which encoder reads each modality
 * @param whitening what evens out the vectors of each
 */
public record ContentSettings(boolean used, ContentEncoders encoders, Whitening.Options whitening) {
  public static final ContentSettings DEFAULTS =
      new ContentSettings(true, ContentEncoders.DEFAULT, Whitening.Options.DEFAULT);

  public static ContentSettings read(Settings options) {
    Whitening.Options defaults = Whitening.Options.DEFAULT;
    return new ContentSettings(
        options.flag("text", true),
        ContentEncoders.read(options),
        new Whitening.Options(
            options.whole("text-width", defaults.keep(), 1, 1 << 14),
            options.decimal("text-whitening", defaults.power(), 0, 1)));
  }
}
