package io.kuayu.encoders.audio;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import io.kuayu.core.content.Modality;
import io.kuayu.encoders.EncoderIdentity;
import io.kuayu.encoders.network.NetworkFolder;
import io.kuayu.encoders.network.NetworkTensor;
import io.kuayu.encoders.network.NetworkVectors;
import io.kuayu.encoders.network.OnnxNetwork;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A network for sounds of the user's own in a folder: {@code audio_model.onnx} or {@code
 * model.onnx}, and {@code preprocessor_config.json}. A network whose first input has one or two
 * sides gets samples, such as YAMNet, VGGish or wav2vec; one with three or four sides gets levels
 * of mel bands in dB, such as CLAP. Vectors have length 1.
 */
final class OnnxAudioEncoder extends AudioEncoder {
  private static final List<String> MODELS = List.of("audio_model.onnx", "model.onnx");
  private static final List<String> OUTPUTS = List.of("embed", "pooler_output", "hidden_state");

  private final EncoderIdentity identity;
  private final OnnxNetwork network;
  private final AudioPreparation preparation;
  private final String input;
  private final String output;
  private final int dimension;

  private OnnxAudioEncoder(
      EncoderIdentity identity, OnnxNetwork network, AudioPreparation preparation, int threads) {
    super(preparation.rate(), preparation.seconds(), threads);
    this.identity = identity;
    this.network = network;
    this.preparation = preparation;
    input = network.inputs().keySet().iterator().next();
    output = NetworkVectors.output(network, OUTPUTS);
    // A tone tells early whether the network fits its configuration.
    float[] tone = new float[preparation.rate()];
    for (int index = 0; index < tone.length; index++) {
      tone[index] = (float) (.1 * Math.sin(2 * Math.PI * 440 * index / preparation.rate()));
    }
    dimension = encode(tone).length;
  }

  /**
   * Opens an encoder.
   *
   * @param name {@code onnx:} and the folder
   * @throws KuayuException where the folder has no such network
   */
  static OnnxAudioEncoder open(String name, int threads) {
    NetworkFolder folder = NetworkFolder.of(name);
    byte[] model = folder.read(folder.first(MODELS));
    OnnxNetwork network = OnnxNetwork.open(name, model);
    try {
      AudioPreparation preparation =
          AudioPreparation.read(folder.configuration(), sides(name, network.inputs()));
      EncoderIdentity identity =
          new EncoderIdentity(
              Modality.AUDIO,
              name,
              String.valueOf(preparation.rate()),
              folder.fingerprint(List.of(model)));
      return new OnnxAudioEncoder(identity, network, preparation, threads);
    } catch (RuntimeException e) {
      network.close();
      throw e;
    }
  }

  private static long[] sides(String name, Map<String, long[]> inputs) {
    long[] shape = inputs.isEmpty() ? new long[0] : inputs.values().iterator().next();
    if (shape.length < 1 || shape.length > 4) {
      throw new KuayuException(
          ErrorCode.ENCODER_UNREADABLE,
          "the first input of the encoder " + name + " has " + shape.length + " sides",
          "export a network that takes samples or levels of mel bands");
    }
    return shape;
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
  float[] encode(float[] samples) {
    Map<String, NetworkTensor> inputs = new HashMap<>();
    for (String name : network.inputs().keySet()) {
      if (name.equals("is_longer")) {
        inputs.put(name, new NetworkTensor.Flags(new boolean[1], 1, 1));
      }
    }
    inputs.put(input, preparation.apply(samples));
    NetworkTensor.Floats answer = network.run(inputs, output);
    return NetworkVectors.unit(NetworkVectors.pooled(answer, NetworkVectors.Pooling.MEAN));
  }

  @Override
  public void close() {
    network.close();
  }
}
