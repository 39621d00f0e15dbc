package io.kuayu.encoders.network;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * A network that ONNX Runtime runs. Each run uses one core, several may go on at a time, so that
 * the numbers do not depend on the number of threads. Owns native memory.
 */
public final class OnnxNetwork implements AutoCloseable {
  private final String name;
  private final OrtSession session;
  private final ReadWriteLock use = new ReentrantReadWriteLock();
  private boolean closed;

  private OnnxNetwork(String name, OrtSession session) {
    this.name = name;
    this.session = session;
  }

  /**
   * Opens a network.
   *
   * @param name for people
   * @param model an ONNX model
   * @throws KuayuException where ONNX Runtime cannot open it
   */
  public static OnnxNetwork open(String name, byte[] model) {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      return new OnnxNetwork(name, OrtEnvironment.getEnvironment().createSession(model, options));
    } catch (OrtException e) {
      throw new KuayuException(
          ErrorCode.ENCODER_UNREADABLE,
          "ONNX Runtime cannot open the encoder " + name + ": " + e.getMessage(),
          "export the network again, or choose another encoder",
          e);
    }
  }

  /** The names of the inputs and their sides, in the order of the model; -1 is any side. */
  public Map<String, long[]> inputs() {
    return shapes(true);
  }

  /** The names of the outputs and their sides, in the order of the model; -1 is any side. */
  public Map<String, long[]> outputs() {
    return shapes(false);
  }

  private Map<String, long[]> shapes(boolean ofInputs) {
    use.readLock().lock();
    try {
      requireOpen();
      Map<String, NodeInfo> nodes = ofInputs ? session.getInputInfo() : session.getOutputInfo();
      Map<String, long[]> shapes = new LinkedHashMap<>();
      nodes.forEach(
          (each, node) -> {
            if (node.getInfo() instanceof TensorInfo tensor) {
              shapes.put(each, tensor.getShape());
            }
          });
      return shapes;
    } catch (OrtException e) {
      throw failed(e);
    } finally {
      use.readLock().unlock();
    }
  }

  /**
   * Runs the network.
   *
   * @param inputs by name
   * @param output the name of the wanted output, of floats
   * @throws KuayuException where it fails, for instance because the sides do not fit
   */
  public NetworkTensor.Floats run(Map<String, NetworkTensor> inputs, String output) {
    use.readLock().lock();
    List<OnnxTensor> open = new ArrayList<>();
    try {
      requireOpen();
      Map<String, OnnxTensorLike> given = new HashMap<>();
      for (Map.Entry<String, NetworkTensor> input : inputs.entrySet()) {
        OnnxTensor tensor = tensor(input.getValue());
        open.add(tensor);
        given.put(input.getKey(), tensor);
      }
      try (OrtSession.Result result = session.run(given, Set.of(output))) {
        OnnxTensor tensor = (OnnxTensor) result.get(0);
        FloatBuffer buffer = tensor.getFloatBuffer();
        if (buffer == null) {
          throw new OrtException("its output " + output + " holds no floats");
        }
        float[] values = new float[buffer.remaining()];
        buffer.get(values);
        return new NetworkTensor.Floats(values, tensor.getInfo().getShape());
      }
    } catch (OrtException e) {
      throw failed(e);
    } finally {
      open.forEach(OnnxTensor::close);
      use.readLock().unlock();
    }
  }

  private static OnnxTensor tensor(NetworkTensor tensor) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    return switch (tensor) {
      case NetworkTensor.Floats floats ->
          OnnxTensor.createTensor(environment, FloatBuffer.wrap(floats.values()), floats.shape());
      case NetworkTensor.Longs longs ->
          OnnxTensor.createTensor(environment, LongBuffer.wrap(longs.values()), longs.shape());
      case NetworkTensor.Flags flags -> {
        ByteBuffer bytes = ByteBuffer.allocateDirect(flags.values().length);
        for (boolean flag : flags.values()) {
          bytes.put((byte) (flag ? 1 : 0));
        }
        yield OnnxTensor.createTensor(environment, bytes.flip(), flags.shape(), OnnxJavaType.BOOL);
      }
    };
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the encoder " + name + " is closed");
    }
  }

  private KuayuException failed(OrtException cause) {
    return new KuayuException(
        ErrorCode.ENCODER_FAILED,
        "the encoder " + name + " failed: " + cause.getMessage(),
        "see that there is memory left, and that the network fits its configuration",
        cause);
  }

  @Override
  public void close() {
    use.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        session.close();
      }
    } catch (OrtException e) {
      throw new IllegalStateException("cannot close the encoder " + name, e);
    } finally {
      use.writeLock().unlock();
    }
  }
}
