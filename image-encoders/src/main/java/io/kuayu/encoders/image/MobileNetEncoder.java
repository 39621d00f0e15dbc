package io.kuayu.encoders.image;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import io.kuayu.core.content.Modality;
import io.kuayu.encoders.EncoderIdentity;
import io.kuayu.encoders.network.NetworkTensor;
import io.kuayu.encoders.network.OnnxNetwork;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/**
 * MobileNetV2 of width 1.4 without its classifier (Sandler et al., "MobileNetV2: Inverted Residuals
 * and Linear Bottlenecks", arXiv 1801.04381), by ONNX Runtime: 224 x 224 pixels become 1,792
 * numbers. The weights are those of the npm package {@code nsfwjs}, which was trained on top of
 * ImageNet. Costs about 0.6 billion multiplications an image, 30 to 70 milliseconds of one core.
 */
final class MobileNetEncoder extends ImageEncoder {
  static final String NAME = "mobilenet";
  static final String LICENCE = "MIT";
  static final String RESOURCE = "mobilenet-v2.onnx";
  private static final int SIDE = 224;
  private static final int DIMENSION = 1_792;

  private final EncoderIdentity identity;
  private final OnnxNetwork network;

  private MobileNetEncoder(EncoderIdentity identity, OnnxNetwork network, int threads) {
    super(SIDE, threads);
    this.identity = identity;
    this.network = network;
  }

  /** Whether the build fetched the weights. */
  static boolean isPresent() {
    return MobileNetEncoder.class.getResource(RESOURCE) != null;
  }

  /**
   * Opens the encoder.
   *
   * @throws KuayuException where its weights are absent
   */
  static MobileNetEncoder open(int threads) {
    byte[] model = model();
    EncoderIdentity identity =
        new EncoderIdentity(Modality.IMAGE, NAME, String.valueOf(SIDE), fingerprint(model));
    return new MobileNetEncoder(identity, OnnxNetwork.open(NAME, model), threads);
  }

  private static byte[] model() {
    try (InputStream in = MobileNetEncoder.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new KuayuException(
            ErrorCode.ENCODER_MISSING,
            "this build has no weights of the encoder " + NAME,
            "build Kuayu where npm reaches its registry, or choose the encoder '"
                + ColourEncoder.NAME
                + "'");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + RESOURCE + " from the class path", e);
    }
  }

  private static String fingerprint(byte[] model) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(model), 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public EncoderIdentity identity() {
    return identity;
  }

  @Override
  public int dimension() {
    return DIMENSION;
  }

  @Override
  public String licence() {
    return LICENCE;
  }

  @Override
  float[] encode(float[] pixels) {
    NetworkTensor image = new NetworkTensor.Floats(pixels, 1, 3, SIDE, SIDE);
    return network.run(Map.of("image", image), "features").values();
  }

  @Override
  public void close() {
    network.close();
  }
}
