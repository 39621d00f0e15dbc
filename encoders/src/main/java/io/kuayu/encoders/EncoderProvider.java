package io.kuayu.encoders;

import io.kuayu.core.Catalogue;
import io.kuayu.core.KuayuException;
import io.kuayu.core.content.Modality;
import java.util.List;

/**
 * Offers encoders of one modality. A new modality or a new kind of encoder is a package with an
 * implementation and one line in {@code META-INF/services/io.kuayu.encoders.EncoderProvider}.
 */
public interface EncoderProvider {
  /** The modality of its encoders. */
  Modality modality();

  /** What it offers by name, the default first. */
  List<EncoderDescription> encoders();

  /**
   * Whether {@link EncoderOptions#AUTO} means this provider although others of its modality are on
   * the class path. Without such a provider it means the first.
   */
  default boolean isDefault() {
    return false;
  }

  /** Whether it can open an encoder of that name; further names than the listed ones may do. */
  default boolean offers(String name) {
    return encoders().stream().anyMatch(encoder -> encoder.name().equals(name));
  }

  /**
   * Opens the encoder that the options ask for.
   *
   * @param catalogue whose contents choose, where the options name no encoder
   * @param threads how many cores to use
   * @throws KuayuException where it does not exist or its weights are absent
   */
  ItemEncoder open(EncoderOptions options, Catalogue catalogue, int threads);

  /**
   * Opens the encoder of that name and those parameters. The caller compares the fingerprint.
   *
   * @throws KuayuException where it does not exist or its weights are absent
   */
  ItemEncoder open(EncoderIdentity identity, int threads);
}
