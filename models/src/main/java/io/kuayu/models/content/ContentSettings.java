package io.kuayu.models.content;

import io.kuayu.core.Catalogue;
import io.kuayu.core.settings.Settings;
import io.kuayu.encoders.EncoderOptions;
import io.kuayu.encoders.Whitening;
import io.kuayu.model.TrainingData;
import io.kuayu.model.TrainingRun;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How a transformer reads texts.
 *
 * @param used whether it reads them at all
 * @param encoder the language model
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

  /** A space of the texts of all items; empty where there are none or they shall not be read. */
  public Optional<ContentSpace.Filled> fit(TrainingData data, TrainingRun run) {
    Catalogue catalogue = data.catalogue();
    return used && IntStream.range(0, catalogue.size()).anyMatch(catalogue::hasText)
        ? Optional.of(ContentSpace.fit(data, encoder, whitening, run))
        : Optional.empty();
  }
}
