package io.kuayu.encoders.audio;

import io.kuayu.core.Catalogue;
import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import io.kuayu.core.content.Modality;
import io.kuayu.encoders.EncoderDescription;
import io.kuayu.encoders.EncoderIdentity;
import io.kuayu.encoders.EncoderOptions;
import io.kuayu.encoders.EncoderProvider;
import io.kuayu.encoders.ItemEncoder;
import io.kuayu.encoders.network.NetworkFolder;
import java.util.List;

/** Offers a descriptor of sounds in plain Java, and networks of the user's own. */
public final class AudioEncoderProvider implements EncoderProvider {
  /** For {@link java.util.ServiceLoader}. */
  public AudioEncoderProvider() {}

  @Override
  public Modality modality() {
    return Modality.AUDIO;
  }

  @Override
  public boolean isDefault() {
    return true;
  }

  @Override
  public List<EncoderDescription> encoders() {
    return List.of(
        new EncoderDescription(
            DescriptorEncoder.NAME,
            "timbre, harmony and rhythm, without a network",
            "Apache-2.0",
            true,
            "io.kuayu:kuayu-audio-encoders"));
  }

  @Override
  public boolean offers(String name) {
    return name.equals(DescriptorEncoder.NAME) || NetworkFolder.isName(name);
  }

  @Override
  public ItemEncoder open(EncoderOptions options, Catalogue catalogue, int threads) {
    boolean isAuto = options.name().equals(EncoderOptions.AUTO);
    return open(isAuto ? DescriptorEncoder.NAME : options.name(), threads);
  }

  @Override
  public ItemEncoder open(EncoderIdentity identity, int threads) {
    return open(identity.name(), threads);
  }

  private static ItemEncoder open(String name, int threads) {
    if (NetworkFolder.isName(name)) {
      return OnnxAudioEncoder.open(name, threads);
    }
    if (name.equals(DescriptorEncoder.NAME)) {
      return new DescriptorEncoder(threads);
    }
    throw new KuayuException(
        ErrorCode.UNKNOWN_ENCODER,
        "there is no encoder of sounds '" + name + "'",
        "choose " + DescriptorEncoder.NAME + ", or name a folder as onnx:FOLDER");
  }
}
