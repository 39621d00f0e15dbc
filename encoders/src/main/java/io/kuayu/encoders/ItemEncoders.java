package io.kuayu.encoders;

import io.kuayu.core.Catalogue;
import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import io.kuayu.core.content.Modality;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Predicate;

/** The encoders of the providers on the class path, and how one is opened. */
public final class ItemEncoders {
  private static final List<EncoderProvider> ALL =
      ServiceLoader.load(EncoderProvider.class, ItemEncoders.class.getClassLoader()).stream()
          .map(ServiceLoader.Provider::get)
          .toList();

  private ItemEncoders() {}

  /** What is offered for a modality; empty where no provider is on the class path. */
  public static List<EncoderDescription> all(Modality modality) {
    return ALL.stream()
        .filter(provider -> provider.modality() == modality)
        .flatMap(provider -> provider.encoders().stream())
        .toList();
  }

  /**
   * Opens the encoder that the options ask for. Where they name none and items come with vectors of
   * the modality, or where they name {@code given}, these vectors are passed on.
   *
   * @param catalogue whose contents choose, where the options name no encoder
   * @param threads how many cores to use
   * @throws KuayuException where there is none, or its weights are absent
   */
  public static ItemEncoder open(
      Modality modality, EncoderOptions options, Catalogue catalogue, int threads) {
    return open(ALL, modality, options, catalogue, threads);
  }

  static ItemEncoder open(
      List<EncoderProvider> providers,
      Modality modality,
      EncoderOptions options,
      Catalogue catalogue,
      int threads) {
    boolean isGiven = options.name().equals(GivenVectors.NAME);
    if (isGiven || options.name().equals(EncoderOptions.AUTO)) {
      Optional<GivenVectors> given = GivenVectors.of(modality, catalogue);
      if (given.isPresent()) {
        return given.get();
      }
      if (isGiven) {
        throw GivenVectors.absent(modality);
      }
    }
    return provider(providers, modality, options.name()).open(options, catalogue, threads);
  }

  /**
   * Opens the encoder that a model was trained with.
   *
   * @throws KuayuException where there is none, or its weights are absent or others than those of
   *     the training
   */
  public static ItemEncoder open(EncoderIdentity identity, int threads) {
    return open(ALL, identity, threads);
  }

  static ItemEncoder open(List<EncoderProvider> providers, EncoderIdentity identity, int threads) {
    ItemEncoder encoder =
        identity.name().equals(GivenVectors.NAME)
            ? GivenVectors.of(identity)
            : provider(providers, identity.modality(), identity.name()).open(identity, threads);
    if (!encoder.identity().equals(identity)) {
      encoder.close();
      throw new KuayuException(
          ErrorCode.ENCODER_MISMATCH,
          "the model was trained with the encoder " + identity + ", here is " + encoder.identity(),
          "bring back the weights of the training, or train the model again");
    }
    return encoder;
  }

  /**
   * The first provider that offers the name, or is the default where no name is given; where there
   * is none, the first answers.
   */
  private static EncoderProvider provider(
      List<EncoderProvider> providers, Modality modality, String name) {
    List<EncoderProvider> fitting =
        providers.stream().filter(provider -> provider.modality() == modality).toList();
    Predicate<EncoderProvider> offers =
        name.equals(EncoderOptions.AUTO)
            ? EncoderProvider::isDefault
            : provider -> provider.offers(name);
    return fitting.stream()
        .filter(offers)
        .findFirst()
        .or(() -> fitting.stream().findFirst())
        .orElseThrow(() -> absent(modality, name));
  }

  private static KuayuException absent(Modality modality, String name) {
    String remedy =
        modality == Modality.TEXT
            ? "add the artefact io.kuayu:kuayu-text-encoders to the class path"
            : "add an artefact with such an encoder to the class path";
    return new KuayuException(
        ErrorCode.ENCODER_MISSING,
        "no encoder of contents of the modality "
            + modality.lowerCase()
            + " is on the class path, wanted is '"
            + name
            + "'",
        remedy);
  }
}
