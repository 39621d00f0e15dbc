package io.kuayu.training;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.GradientCollector;
import io.kuayu.core.Parallel;
import io.kuayu.core.Seed;
import io.kuayu.model.TrainingRun;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The PyTorch engine for the duration of one training. Its threads, random numbers and gradients
 * are process-wide settings, so only one session runs at a time and a second one waits. Open, use
 * and close it in one thread.
 *
 * <p>The natives come from a jar on the class path and are unpacked once into the folder {@code
 * ENGINE_CACHE_DIR} (environment or system property; by default below the user's home). The engine
 * is configured to stay offline and to send no usage data.
 *
 * <p>Training must compute the same mathematics on every processor. Of the operators in use, only
 * gelu comes from oneDNN, which generates kernels at run time for the instruction set. Products of
 * 32-bit floats come from MKL, and the rest is PyTorch's own. Fused operators such as that of the
 * LSTM also come from oneDNN and are not used. {@code InstructionSetsTest} compares each operator
 * with plain Java under several sets: add every new operator there as well.
 *
 * <p>Every array belongs to the session and ends with it at the latest; those of a training step
 * end with the step, since {@link TrainingLoop} opens an {@code NDScope} around it.
 */
public final class TorchSession implements AutoCloseable {
  private static final ReentrantLock ONE_AT_A_TIME = new ReentrantLock();

  private final Engine engine;
  private final NDManager manager;
  private final int threads;
  private final ExecutorService lanes;

  private TorchSession(Engine engine, int threads) {
    this.engine = engine;
    this.manager = engine.newBaseManager();
    this.threads = threads;
    lanes = Executors.newFixedThreadPool(threads, TorchSession::lane);
  }

  /**
   * A thread on which the engine runs single-threaded and without gradients; both are per-thread
   * settings.
   */
  private static Thread lane(Runnable work) {
    return Thread.ofPlatform()
        .daemon()
        .name("training-", 1)
        .unstarted(
            () -> {
              JniUtils.setNumThreads(1);
              JniUtils.setGradMode(false);
              work.run();
            });
  }

  /** Versions of the libraries that a session uses. */
  public static Map<String, String> libraries() {
    return Map.of("djl", Engine.getDjlVersion());
  }

  /** Starts with the threads and the seed of the run; waits while another training is running. */
  public static TorchSession open(TrainingRun run) {
    ONE_AT_A_TIME.lock();
    try {
      Engine engine = engine();
      JniUtils.setNumThreads(run.threads());
      JniUtils.setGradMode(false);
      TorchSession session = new TorchSession(engine, run.threads());
      session.seed(run.seed());
      return session;
    } catch (RuntimeException | Error e) {
      ONE_AT_A_TIME.unlock();
      throw e;
    }
  }

  private static Engine engine() {
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
    if (System.getProperty("ai.djl.pytorch.num_interop_threads") == null) {
      System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
    }
    return Engine.getEngine("PyTorch");
  }

  /** The owner of the session's arrays, for the array constructors of DJL. */
  public NDManager manager() {
    return manager;
  }

  /** Seeds the engine's own random numbers, such as those of dropout. */
  public void seed(Seed seed) {
    JniUtils.setSeed(seed.value());
  }

  /** An array with these values, which are copied; row-major. */
  public NDArray array(float[] values, long... shape) {
    NDArray array = manager.create(new Shape(shape), DataType.FLOAT32);
    write(values, array);
    return array;
  }

  /** An array with the first of these values, as many as the shape has; they are copied. */
  public NDArray firstOf(float[] values, long... shape) {
    NDArray array = manager.create(new Shape(shape), DataType.FLOAT32);
    memory(array).asFloatBuffer().put(values, 0, Math.toIntExact(array.size()));
    return array;
  }

  /** An array of indices with these values, as lookups need them. */
  public NDArray array(int[] values, long... shape) {
    NDArray array = manager.create(new Shape(shape), DataType.INT64);
    ByteBuffer memory = memory(array);
    for (int value : values) {
      memory.putLong(value);
    }
    return array;
  }

  /**
   * The array times a constant, for use inside {@link #backward}. DJL's own product with a number
   * lends PyTorch a Java buffer that autograd reads again in the backward pass. The garbage
   * collector may have freed it by then, which occasionally gave wrong gradients.
   */
  public NDArray scaled(NDArray array, double factor) {
    return array.mul(array(new float[] {(float) factor}));
  }

  /** An array with these values whose gradient {@link #backward} computes. */
  public NDArray leaf(float[] values, long... shape) {
    NDArray array = array(values, shape);
    array.setRequiresGradient(true);
    return array;
  }

  /** Writes values into an array of as many floats. */
  public static void write(float[] values, NDArray array) {
    memory(array).asFloatBuffer().put(values);
  }

  /** The values of an array of floats, row-major. */
  public static float[] values(NDArray array) {
    float[] values = new float[Math.toIntExact(array.size())];
    memory(array).asFloatBuffer().get(values);
    return values;
  }

  /**
   * The array's own memory: Java's direct buffers lack the alignment that fast and stable sums
   * need.
   */
  private static ByteBuffer memory(NDArray array) {
    return array.toByteBuffer(true).order(ByteOrder.nativeOrder());
  }

  /**
   * Computes a loss with gradients switched on and adds the gradients of all leaves that it came
   * from, for {@link NDArray#getGradient}.
   *
   * @param loss a sum or mean of one value
   * @return the loss
   */
  public double backward(Supplier<NDArray> loss) {
    try (GradientCollector collector = engine.newGradientCollector()) {
      NDArray value = loss.get();
      collector.backward(value);
      return value.getFloat();
    }
  }

  /** Computes something inside {@link #backward} without a gradient. */
  public static <T> T constant(Supplier<T> computation) {
    boolean before = JniUtils.isGradMode();
    JniUtils.setGradMode(false);
    try {
      return computation.get();
    } finally {
      JniUtils.setGradMode(before);
    }
  }

  /** How many threads may be used. */
  public int threads() {
    return threads;
  }

  /**
   * Runs work without gradients on the session's threads, with one engine thread each, and waits
   * for all of it. Threads that synchronise only at the end are faster than the engine's own, which
   * synchronise in every product, above all if other processes use the cores too. Arrays created by
   * the work are freed with it; the caller must create any array that outlives it.
   */
  public void sideBySide(List<Runnable> work) {
    if (work.size() == 1) {
      inScope(work.getFirst());
      return;
    }
    CompletableFuture<?>[] running =
        work.stream()
            .map(one -> CompletableFuture.runAsync(() -> inScope(one), lanes))
            .toArray(CompletableFuture[]::new);
    // Waits for all work even if some fails: arrays in use must not be closed.
    CompletableFuture.allOf(running).handle((_, _) -> true).join();
    for (CompletableFuture<?> one : running) {
      Parallel.await(one);
    }
  }

  @SuppressWarnings("try") // The scope is there for what its closing does.
  private static void inScope(Runnable work) {
    try (NDScope scope = new NDScope()) {
      work.run();
    }
  }

  /** Number of arrays that the session holds, to detect leaks. */
  public int arrays() {
    return manager.getManagedArrays().size();
  }

  @Override
  public void close() {
    lanes.close();
    manager.close();
    ONE_AT_A_TIME.unlock();
  }
}
