package io.kuayu.encoders.image;

import io.kuayu.core.Catalogue;
import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import io.kuayu.core.content.Modality;
import io.kuayu.core.settings.NameSuggestion;
import io.kuayu.encoders.EncoderDescription;
import io.kuayu.encoders.EncoderIdentity;
import io.kuayu.encoders.EncoderOptions;
import io.kuayu.encoders.EncoderProvider;
import io.kuayu.encoders.ItemEncoder;
import io.kuayu.encoders.network.NetworkFolder;
import java.util.List;

/**
 * Offers a network that tells what is seen, where the build has its weights, colours, and networks
 * of the user's own.
 */
public final class ImageEncoderProvider implements EncoderProvider {
  private static final List<String> NAMES = List.of(MobileNetEncoder.NAME, ColourEncoder.NAME);

  /** For {@link java.util.ServiceLoader}. */
  public ImageEncoderProvider() {}

  @Override
  public Modality modality() {
    return Modality.IMAGE;
  }

  @Override
  public boolean isDefault() {
    return true;
  }

  @Override
  public List<EncoderDescription> encoders() {
    String coordinates = "io.kuayu:kuayu-image-encoders";
    return List.of(
        new EncoderDescription(
            MobileNetEncoder.NAME,
            "MobileNetV2 of width 1.4: what is seen",
            MobileNetEncoder.LICENCE,
            MobileNetEncoder.isPresent(),
            coordinates),
        new EncoderDescription(
            ColourEncoder.NAME,
            "colours and edges, without a network",
            "Apache-2.0",
            true,
            coordinates));
  }

  @Override
  public boolean offers(String name) {
    return NAMES.contains(name) || NetworkFolder.isName(name);
  }

  @Override
  public ItemEncoder open(EncoderOptions options, Catalogue catalogue, int threads) {
    boolean isAuto = options.name().equals(EncoderOptions.AUTO);
    String name = MobileNetEncoder.isPresent() ? MobileNetEncoder.NAME : ColourEncoder.NAME;
    return open(isAuto ? name : options.name(), threads);
  }

  @Override
  public ItemEncoder open(EncoderIdentity identity, int threads) {
    return open(identity.name(), threads);
  }

  private static ItemEncoder open(String name, int threads) {
    if (NetworkFolder.isName(name)) {
      return OnnxImageEncoder.open(name, threads);
    }
    return switch (name) {
      case MobileNetEncoder.NAME -> MobileNetEncoder.open(threads);
      case ColourEncoder.NAME -> new ColourEncoder(threads);
      default ->
          throw new KuayuException(
              ErrorCode.UNKNOWN_ENCODER,
              "there is no encoder of images '" + name + "'",
              NameSuggestion.to(name, NAMES).map(near -> "did you mean '" + near + "'? ").orElse("")
                  + "choose among "
                  + String.join(", ", NAMES)
                  + ", or name a folder as onnx:FOLDER");
    };
  }
}
