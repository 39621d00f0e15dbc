package io.kuayu.models.content;

import io.kuayu.core.Catalogue;
import io.kuayu.core.KuayuException;
import io.kuayu.core.content.Modality;
import io.kuayu.core.settings.Settings;
import io.kuayu.encoders.EncoderOptions;
import io.kuayu.encoders.ItemEncoders;
import io.kuayu.encoders.Whitening;
import io.kuayu.model.TrainingData;
import io.kuayu.model.TrainingRun;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which encoder reads each modality.
 *
 * @param options by modality, texts among them; a modality without options is not read
 */
public record ContentEncoders(Map<Modality, EncoderOptions> options) {
  /** Reads whatever is there with the default of each modality. */
  public static final ContentEncoders DEFAULT =
      new ContentEncoders(
          Map.of(
              Modality.TEXT, EncoderOptions.DEFAULT,
              Modality.IMAGE, EncoderOptions.DEFAULT,
              Modality.AUDIO, EncoderOptions.DEFAULT));

  private static final Logger LOG = LoggerFactory.getLogger(ContentEncoders.class);
  private static final String NONE = "none";

  /** Modalities of which was told that nothing can read them. */
  private static final Set<Modality> TOLD = ConcurrentHashMap.newKeySet();

  public ContentEncoders {
    Map<Modality, EncoderOptions> ordered = new EnumMap<>(Modality.class);
    ordered.putAll(options);
    options = Collections.unmodifiableMap(ordered);
  }

  /**
   * Reads {@code encoder}, {@code encoder-precision}, {@code encoder-max-tokens}, {@code
   * image-encoder} and {@code audio-encoder}.
   */
  public static ContentEncoders read(Settings settings) {
    EncoderOptions text = EncoderOptions.read(settings);
    Map<Modality, EncoderOptions> options = new EnumMap<>(Modality.class);
    options.put(Modality.TEXT, text);
    for (Modality modality : List.of(Modality.IMAGE, Modality.AUDIO)) {
      String name = settings.text(option(modality), EncoderOptions.AUTO);
      if (!name.equals(NONE)) {
        options.put(modality, new EncoderOptions(name, text.precision(), text.maxTokens()));
      }
    }
    return new ContentEncoders(options);
  }

  /** The name of the option that tells what reads images or sounds. */
  public static String option(Modality modality) {
    return modality.lowerCase() + "-encoder";
  }

  /** The options of texts. */
  public EncoderOptions text() {
    return options.getOrDefault(Modality.TEXT, EncoderOptions.DEFAULT);
  }

  /**
   * Encodes every modality of which an item has a content or a given vector, and learns its
   * whitening. What the default would read and nothing on the class path can is told once and left
   * out.
   *
   * @return in the order of {@link Modality}; empty where no item has anything
   * @throws KuayuException where an encoder that is asked for by name cannot be opened, or that of
   *     texts
   */
  public List<ModalitySpace.Filled> fit(
      TrainingData data, Whitening.Options whitening, TrainingRun run) {
    List<ModalitySpace.Filled> all = new ArrayList<>();
    for (Modality modality : Modality.values()) {
      EncoderOptions own = options.get(modality);
      if (own != null && isThere(data.catalogue(), modality) && canRead(modality, own, data)) {
        ModalitySpace.Filled filled = ModalitySpace.fit(data, modality, own, whitening, run);
        if (IntStream.range(0, filled.vectors().size()).anyMatch(filled.vectors()::has)
            || modality == Modality.TEXT) {
          all.add(filled);
        }
      }
    }
    return List.copyOf(all);
  }

  private static boolean canRead(Modality modality, EncoderOptions own, TrainingData data) {
    if (modality == Modality.TEXT
        || !own.name().equals(EncoderOptions.AUTO)
        || hasVector(data.catalogue(), modality)
        || !ItemEncoders.all(modality).isEmpty()) {
      return true;
    }
    if (TOLD.add(modality)) {
      LOG.warn(
          "items have contents of the modality {} that no encoder on the class path reads: they"
              + " count as absent",
          modality.lowerCase());
    }
    return false;
  }

  private static boolean isThere(Catalogue catalogue, Modality modality) {
    return IntStream.range(0, catalogue.size())
            .anyMatch(item -> catalogue.hasContent(item, modality))
        || hasVector(catalogue, modality);
  }

  private static boolean hasVector(Catalogue catalogue, Modality modality) {
    return catalogue.items().stream().anyMatch(item -> item.vector(modality).isPresent());
  }
}
