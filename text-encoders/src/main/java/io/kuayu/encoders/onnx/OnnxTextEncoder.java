package io.kuayu.encoders.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import io.kuayu.core.Parallel;
import io.kuayu.core.content.Modality;
import io.kuayu.encoders.EncoderIdentity;
import io.kuayu.encoders.Precision;
import io.kuayu.encoders.TextEncoder;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.IntStream;

/**
 * A BERT-like sentence encoder in ONNX Runtime.
 *
 * <p>A batch holds texts of one length only, so nothing is padded. Each batch runs on one thread,
 * many at a time, which keeps all cores busy without synchronisation inside a product and makes the
 * vectors independent of the number of threads. Quantised networks scale their activations by the
 * largest one of the batch; there a batch is a single text, so that its vector does not depend on
 * the other texts. Costs about two megaflops a token and million of weights.
 */
final class OnnxTextEncoder implements TextEncoder {
  private static final int EXACT_BATCH = 16;

  private final EncoderKind kind;
  private final EncoderIdentity identity;
  private final TextTokenizer tokens;
  private final OrtSession session;
  private final String output;
  private final int dimension;
  private final int batchSize;
  private final int threads;
  private final ReadWriteLock use = new ReentrantReadWriteLock();
  private boolean closed;

  private OnnxTextEncoder(
      EncoderKind kind,
      EncoderIdentity identity,
      TextTokenizer tokens,
      OrtSession session,
      int batchSize,
      int threads)
      throws OrtException {
    this.kind = kind;
    this.identity = identity;
    this.tokens = tokens;
    this.session = session;
    this.batchSize = batchSize;
    this.threads = threads;
    NodeInfo hidden = hiddenStates(session);
    output = hidden.getName();
    dimension = (int) shape(hidden)[2];
  }

  /**
   * Opens an encoder.
   *
   * @param precision not {@link Precision#AUTO}
   */
  static OnnxTextEncoder open(EncoderKind kind, Precision precision, int maxTokens, int threads) {
    int batchSize = precision == Precision.INT8 ? 1 : EXACT_BATCH;
    return open(kind, precision, maxTokens, threads, batchSize);
  }

  /** As above with another batch size, to measure its effect. */
  static OnnxTextEncoder open(
      EncoderKind kind, Precision precision, int maxTokens, int threads, int batchSize) {
    byte[] model = kind.weights(precision).model();
    byte[] tokenizer = kind.weights(precision).tokenizer();
    EncoderIdentity identity =
        new EncoderIdentity(
            Modality.TEXT,
            kind.name(),
            precision.name().toLowerCase(Locale.ROOT) + "/" + maxTokens,
            EncoderFiles.fingerprint(model, tokenizer));
    TextTokenizer tokens = TextTokenizer.read(tokenizer, maxTokens, kind.name());
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      OrtSession session = OrtEnvironment.getEnvironment().createSession(model, options);
      return new OnnxTextEncoder(kind, identity, tokens, session, batchSize, Math.max(1, threads));
    } catch (OrtException e) {
      tokens.close();
      throw new KuayuException(
          ErrorCode.ENCODER_UNREADABLE,
          "ONNX Runtime cannot open the encoder " + kind.name() + ": " + e.getMessage(),
          "give a BERT-like network that answers with [batch, length, dimension]",
          e);
    }
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
    return kind.licence();
  }

  @Override
  public float[][] encodeTexts(List<String> texts, Purpose purpose) {
    use.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException("the encoder " + identity + " is closed");
      }
      long[][] ids = tokens.of(kind.prepared(texts, purpose));
      float[][] vectors = new float[ids.length][];
      List<int[]> batches = batches(ids);
      Parallel.forEach(threads, batches.size(), n -> run(ids, batches.get(n), vectors));
      return vectors;
    } finally {
      use.readLock().unlock();
    }
  }

  @Override
  public void close() {
    use.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        tokens.close();
        session.close();
      }
    } catch (OrtException e) {
      throw new IllegalStateException("cannot close the encoder " + identity, e);
    } finally {
      use.writeLock().unlock();
    }
  }

  /** Indices of texts of one length, longest first, so that the last batches to run are short. */
  private List<int[]> batches(long[][] ids) {
    int[] order =
        IntStream.range(0, ids.length)
            .boxed()
            .sorted(Comparator.comparingInt((Integer text) -> -ids[text].length))
            .mapToInt(Integer::intValue)
            .toArray();
    List<int[]> batches = new ArrayList<>();
    for (int from = 0, to; from < order.length; from = to) {
      to = from + 1;
      while (to < order.length
          && to - from < batchSize
          && ids[order[to]].length == ids[order[from]].length) {
        to++;
      }
      batches.add(Arrays.copyOfRange(order, from, to));
    }
    return batches;
  }

  private void run(long[][] ids, int[] batch, float[][] vectors) {
    int length = ids[batch[0]].length;
    long[] pieces = new long[batch.length * length];
    for (int index = 0; index < batch.length; index++) {
      System.arraycopy(ids[batch[index]], 0, pieces, index * length, length);
    }
    long[] ones = new long[pieces.length];
    Arrays.fill(ones, 1);
    long[] shape = {batch.length, length};
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OnnxTensor words = OnnxTensor.createTensor(environment, LongBuffer.wrap(pieces), shape);
        OnnxTensor mask = OnnxTensor.createTensor(environment, LongBuffer.wrap(ones), shape);
        OnnxTensor types =
            OnnxTensor.createTensor(environment, LongBuffer.wrap(new long[pieces.length]), shape)) {
      Map<String, OnnxTensor> inputs = new HashMap<>();
      inputs.put("input_ids", words);
      inputs.put("attention_mask", mask);
      inputs.put("token_type_ids", types);
      inputs.keySet().retainAll(session.getInputNames());
      try (OrtSession.Result result = session.run(inputs, Set.of(output))) {
        var hidden = ((OnnxTensor) result.get(0)).getFloatBuffer();
        for (int index = 0; index < batch.length; index++) {
          vectors[batch[index]] = normalised(kind.pooling().pool(hidden, index, length, dimension));
        }
      }
    } catch (OrtException e) {
      throw new KuayuException(
          ErrorCode.ENCODER_FAILED,
          "the encoder " + kind.name() + " failed: " + e.getMessage(),
          "check that its network and its tokenizer belong together",
          e);
    }
  }

  private static float[] normalised(float[] vector) {
    double square = 0;
    for (float value : vector) {
      square += (double) value * value;
    }
    float scale = square > 0 ? (float) (1 / Math.sqrt(square)) : 0;
    for (int d = 0; d < vector.length; d++) {
      vector[d] *= scale;
    }
    return vector;
  }

  private static NodeInfo hiddenStates(OrtSession session) throws OrtException {
    for (NodeInfo node : session.getOutputInfo().values()) {
      long[] shape = shape(node);
      if (shape.length == 3 && shape[2] > 0) {
        return node;
      }
    }
    throw new OrtException("it has no output of the shape [batch, length, dimension]");
  }

  private static long[] shape(NodeInfo node) {
    return node.getInfo() instanceof TensorInfo tensor ? tensor.getShape() : new long[0];
  }
}
