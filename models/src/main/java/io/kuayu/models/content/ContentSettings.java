package io.kuayu.models.content;

import io.kuayu.core.Catalogue;
import io.kuayu.core.content.Modality;
import io.kuayu.core.settings.Settings;
import io.kuayu.encoders.EncoderOptions;
import io.kuayu.encoders.Whitening;
import io.kuayu.model.TrainingData;
import io.kuayu.model.TrainingRun;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How a neural family reads the contents of items.
 *
 * @param used whether it reads them at all; today they are texts
 * @param encoder which encoder to use
 * @param whitening what evens out its vectors
 */
public record ContentSettings(boolean used, EncoderOptions encoder, Whitening.Options whitening) {
  public static final ContentSettings DEFAULTS =
      new ContentSettings(true, EncoderOptions.DEFAULT, Whitening.Options.DEFAULT);

  public static ContentSettings read(Settings options) {
    Whitening.Options defaults = Whitening.Options.DEFAULT;
    return new ContentSettings(
        options.flag("text", true),
        EncoderOptions.read(options),
        new Whitening.Options(
            options.whole("text-width", defaults.keep(), 1, 1 << 14),
            options.decimal("text-whitening", defaults.power(), 0, 1)));
  }

  /** Encodes all items; empty where they have no texts or texts are not to be used. */
  public Optional<ContentSpace.Filled> fit(TrainingData data, TrainingRun run) {
    Catalogue catalogue = data.catalogue();
    return used && IntStream.range(0, catalogue.size()).anyMatch(catalogue::hasText)
        ? Optional.of(ContentSpace.fit(data, Modality.TEXT, encoder, whitening, run))
        : Optional.empty();
  }
}
