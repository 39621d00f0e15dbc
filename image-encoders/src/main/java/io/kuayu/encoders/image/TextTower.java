package io.kuayu.encoders.image;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import io.kuayu.encoders.network.NetworkFolder;
import io.kuayu.encoders.network.NetworkTensor;
import io.kuayu.encoders.network.NetworkVectors;
import io.kuayu.encoders.network.OnnxNetwork;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The network of an encoder of images that reads texts, with its tokenizer. */
final class TextTower implements AutoCloseable {
  private static final String MODEL = "text_model.onnx";
  private static final String TOKENIZER = "tokenizer.json";
  private static final List<String> OUTPUTS = List.of("embeds", "pooler_output", "hidden_state");

  /** What CLIP reads at most. */
  private static final int MAX_TOKENS = 77;

  /** SigLIP was trained with texts that were filled up to so many tokens. */
  private static final int SIGLIP_TOKENS = 64;

  /** No token of ordinary text is longer. */
  private static final int CHARACTERS_PER_TOKEN = 32;

  static {
    // DJL must be told not to look for downloads before its first class is loaded.
    if (System.getProperty("ai.djl.offline") == null) {
      System.setProperty("ai.djl.offline", "true");
    }
  }

  private final OnnxNetwork network;
  private final HuggingFaceTokenizer tokenizer;
  private final String output;
  private final int fixedLength;

  private TextTower(OnnxNetwork network, HuggingFaceTokenizer tokenizer, int fixedLength) {
    this.network = network;
    this.tokenizer = tokenizer;
    this.fixedLength = fixedLength;
    output = NetworkVectors.output(network, OUTPUTS);
  }

  static boolean isIn(NetworkFolder folder) {
    return folder.has(MODEL) && folder.has(TOKENIZER);
  }

  /** What its vectors depend on: the network and the tokenizer. */
  static List<byte[]> files(NetworkFolder folder) {
    return List.of(folder.read(MODEL), folder.read(TOKENIZER));
  }

  /**
   * Opens the network.
   *
   * @param files what {@link #files} read
   */
  static TextTower open(String name, NetworkFolder folder, List<byte[]> files) {
    OnnxNetwork network = OnnxNetwork.open(name, files.getFirst());
    boolean isSiglip =
        folder.configuration().path("image_processor_type").asString("").startsWith("Siglip");
    long[] shape = network.inputs().getOrDefault("input_ids", new long[0]);
    int length = shape.length == 2 && shape[1] > 0 ? (int) shape[1] : isSiglip ? SIGLIP_TOKENS : 0;
    String maxTokens = String.valueOf(length > 0 ? length : MAX_TOKENS);
    Map<String, String> options =
        Map.of(
            "padding",
            "false",
            "truncation",
            "true",
            "maxLength",
            maxTokens,
            "modelMaxLength",
            maxTokens);
    try (ByteArrayInputStream in = new ByteArrayInputStream(files.getLast())) {
      return new TextTower(network, HuggingFaceTokenizer.newInstance(in, options), length);
    } catch (IOException | RuntimeException e) {
      network.close();
      throw new KuayuException(
          ErrorCode.ENCODER_UNREADABLE,
          "the tokenizer of the encoder " + name + " cannot be read: " + e.getMessage(),
          "export " + TOKENIZER + " again",
          e);
    }
  }

  /** Vectors of length 1. */
  float[][] encode(List<String> texts) {
    return texts.stream().map(this::encode).toArray(float[][]::new);
  }

  private float[] encode(String text) {
    Encoding encoding = tokenizer.encode(truncated(text));
    int length = fixedLength > 0 ? fixedLength : encoding.getIds().length;
    Map<String, NetworkTensor> inputs = new HashMap<>();
    for (String name : network.inputs().keySet()) {
      long[] numbers =
          switch (name) {
            case "attention_mask" -> encoding.getAttentionMask();
            case "token_type_ids" -> encoding.getTypeIds();
            default -> encoding.getIds();
          };
      inputs.put(name, new NetworkTensor.Longs(padded(name, numbers, length), 1, length));
    }
    NetworkTensor.Floats answer = network.run(inputs, output);
    return NetworkVectors.unit(NetworkVectors.pooled(answer, NetworkVectors.Pooling.FIRST));
  }

  private static String truncated(String text) {
    int max = MAX_TOKENS * CHARACTERS_PER_TOKEN;
    return text.length() <= max
        ? text
        : text.substring(0, Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max);
  }

  /** SigLIP fills up with its token 1, which ends a text; others have zeros there. */
  private static long[] padded(String name, long[] numbers, int length) {
    long[] padded = Arrays.copyOf(numbers, length);
    if (name.equals("input_ids") && length == SIGLIP_TOKENS && numbers.length < length) {
      Arrays.fill(padded, numbers.length, length, 1);
    }
    return padded;
  }

  @Override
  public void close() {
    tokenizer.close();
    network.close();
  }
}
