package io.kuayu.encoders.image;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import io.kuayu.core.content.Modality;
import io.kuayu.encoders.EncoderIdentity;
import io.kuayu.encoders.JointEncoder;
import io.kuayu.encoders.network.NetworkFolder;
import io.kuayu.encoders.network.NetworkTensor;
import io.kuayu.encoders.network.NetworkVectors;
import io.kuayu.encoders.network.OnnxNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A network for images of the user's own, such as CLIP, SigLIP or DINO, in a folder as Hugging Face
 * lays it out: {@code vision_model.onnx} or {@code model.onnx} with one input of {@code [1, 3,
 * height, width]}, {@code preprocessor_config.json}, and for words {@code text_model.onnx} with
 * {@code tokenizer.json}. Vectors have length 1.
 */
final class OnnxImageEncoder extends ImageEncoder implements JointEncoder {
  private static final List<String> MODELS = List.of("vision_model.onnx", "model.onnx");
  private static final List<String> OUTPUTS = List.of("embeds", "pooler_output", "hidden_state");

  private final EncoderIdentity identity;
  private final OnnxNetwork network;
  private final String input;
  private final String output;
  private final ImagePreparation preparation;
  private final @Nullable TextTower texts;
  private final int dimension;

  private OnnxImageEncoder(
      EncoderIdentity identity,
      OnnxNetwork network,
      ImagePreparation preparation,
      @Nullable TextTower texts,
      int threads) {
    super(Math.max(preparation.width(), preparation.height()), threads);
    this.identity = identity;
    this.network = network;
    this.preparation = preparation;
    this.texts = texts;
    input = network.inputs().keySet().iterator().next();
    output = NetworkVectors.output(network, OUTPUTS);
    // A grey image tells early whether the network fits its configuration.
    dimension = encode(new float[3 * preparation.width() * preparation.height()]).length;
  }

  /**
   * Opens an encoder.
   *
   * @param name {@code onnx:} and the folder
   * @throws KuayuException where the folder has no such network
   */
  static OnnxImageEncoder open(String name, int threads) {
    NetworkFolder folder = NetworkFolder.of(name);
    byte[] model = folder.read(folder.first(MODELS));
    List<byte[]> ofTexts = TextTower.isIn(folder) ? TextTower.files(folder) : List.of();
    TextTower texts = ofTexts.isEmpty() ? null : TextTower.open(name, folder, ofTexts);
    OnnxNetwork network = null;
    try {
      network = OnnxNetwork.open(name, model);
      ImagePreparation preparation =
          ImagePreparation.read(folder.configuration(), side(name, network.inputs()));
      List<byte[]> files = new ArrayList<>(List.of(model));
      files.addAll(ofTexts);
      String size = preparation.width() + "x" + preparation.height();
      EncoderIdentity identity =
          new EncoderIdentity(Modality.IMAGE, name, size, folder.fingerprint(files));
      return new OnnxImageEncoder(identity, network, preparation, texts, threads);
    } catch (RuntimeException e) {
      if (network != null) {
        network.close();
      }
      if (texts != null) {
        texts.close();
      }
      throw e;
    }
  }

  /** The height of the input, or -1 where it may be any. */
  private static long side(String name, Map<String, long[]> inputs) {
    long[] shape = inputs.size() == 1 ? inputs.values().iterator().next() : new long[0];
    if (shape.length != 4 || (shape[1] != 3 && shape[1] >= 0)) {
      throw new KuayuException(
          ErrorCode.ENCODER_UNREADABLE,
          "the network of the encoder " + name + " has other inputs than one of images",
          "export the tower of images alone, with one input [images, 3, height, width]");
    }
    return shape[2];
  }

  @Override
  public EncoderIdentity identity() {
    return identity;
  }

  @Override
  public int dimension() {
    return dimension;
  }

  @Override
  public String licence() {
    return "as its maker says";
  }

  @Override
  float[] pixels(RgbImage image) {
    return preparation.apply(image);
  }

  @Override
  float[] encode(float[] pixels) {
    NetworkTensor image =
        new NetworkTensor.Floats(pixels, 1, 3, preparation.height(), preparation.width());
    NetworkTensor.Floats answer = network.run(Map.of(input, image), output);
    return NetworkVectors.unit(NetworkVectors.pooled(answer, NetworkVectors.Pooling.FIRST));
  }

  @Override
  public boolean readsTexts() {
    return texts != null;
  }

  @Override
  public float[][] encodeQueries(List<String> queries) {
    if (texts == null) {
      throw new KuayuException(
          ErrorCode.ENCODER_MISSING,
          "the encoder " + identity.name() + " has no network for texts",
          "put text_model.onnx and tokenizer.json of the same model into its folder");
    }
    float[][] vectors = texts.encode(queries);
    for (float[] vector : vectors) {
      if (vector.length != dimension) {
        throw new KuayuException(
            ErrorCode.ENCODER_FAILED,
            "the networks of " + identity.name() + " answer with unlike numbers of numbers",
            "take both from one model, with its projection");
      }
    }
    return vectors;
  }

  @Override
  public void close() {
    network.close();
    if (texts != null) {
      texts.close();
    }
  }
}
