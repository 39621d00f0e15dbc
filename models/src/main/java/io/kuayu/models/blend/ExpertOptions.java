package io.kuayu.models.blend;

import io.kuayu.core.content.Modality;
import io.kuayu.core.settings.Settings;
import io.kuayu.encoders.EncoderOptions;
import io.kuayu.model.MinUserSupport;
import io.kuayu.models.content.ContentEncoders;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Options of a blend that each expert gets whose family has them.
 *
 * @param support minimum number of users behind every count
 * @param encoders what reads images and sounds, by the name of the option
 */
record ExpertOptions(MinUserSupport support, Map<String, String> encoders) {
  static final ExpertOptions DEFAULT = new ExpertOptions(MinUserSupport.ONE, Map.of());

  ExpertOptions {
    encoders = Map.copyOf(encoders);
  }

  static ExpertOptions read(Settings options) {
    Map<String, String> encoders = new LinkedHashMap<>();
    for (Modality modality : List.of(Modality.IMAGE, Modality.AUDIO)) {
      String name = ContentEncoders.option(modality);
      encoders.put(name, options.text(name, EncoderOptions.AUTO));
    }
    return new ExpertOptions(MinUserSupport.read(options), encoders);
  }

  /** All of them by name. */
  Map<String, String> byName() {
    Map<String, String> all = new LinkedHashMap<>(encoders);
    all.put(MinUserSupport.OPTION, String.valueOf(support.minUsers()));
    return all;
  }
}
