package io.kuayu.benchmarks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import io.kuayu.core.Interactions;
import io.kuayu.core.Progress;
import io.kuayu.core.Seed;
import io.kuayu.core.Split;
import io.kuayu.core.settings.Setting;
import io.kuayu.core.settings.Settings;
import io.kuayu.corpus.Corpus;
import io.kuayu.model.Model;
import io.kuayu.model.ModelFamilies;
import io.kuayu.model.TrainingData;
import io.kuayu.model.TrainingRun;
import io.kuayu.training.TorchSession;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * How many events a second {@code transformer} learns from, beside a SASRec in plain PyTorch of the
 * same width, depth, heads, length, batch, feed-forward width and dropout, with a full softmax, on
 * the same events, one after the other in each round; and one naive softmax in the same engine.
 *
 * <p>The work of both is the same where both domains are made one without text and priors, but for
 * this: the peer's softmax runs over all items, the one here over those that training saw. The peer
 * pads every batch to the longest of its sequences, the one here sorts them by length first. In two
 * domains each softmax runs over the items of the target's domain alone, which is another and
 * smaller problem; it is what is used.
 *
 * <p>Arguments: the folder of the data (see {@code examples/amazon-food-kitchen}), a work folder,
 * the peer's script (left out where it does not exist), rounds (2 unless given). The script is run
 * by {@code /usr/bin/python3}, which needs PyTorch and NumPy.
 */
public final class TransformerSpeedBenchmark {
  /** What the peer has, where the defaults here are others. */
  private static final Map<String, String> AS_THE_PEER =
      Map.of(
          "text", "false",
          "prior-days", "[]",
          "dim", "64",
          "layers", "2",
          "feed-forward", "256",
          "batch", "128",
          "negatives", "0");

  /** The same network with the sampled softmax that is the default. */
  private static final Map<String, String> SAMPLED = sampled();

  private static final Map<String, String> WITHOUT_TEXT = Map.of("text", "false");

  private static final int POSITIONS = 6_400;
  private static final int DIM = 64;

  private final PrintStream out;
  private final Path work;
  private final Corpus together;
  private final Corpus apart;
  private final List<Double> same = new ArrayList<>();
  private final List<Double> sampled = new ArrayList<>();
  private final List<Double> domains = new ArrayList<>();
  private final List<Double> peers = new ArrayList<>();

  private TransformerSpeedBenchmark(PrintStream out, Path data, Path work) {
    this.out = out;
    this.work = work;
    together = FoodKitchen.corpus(data, work.resolve("together"), true);
    apart = FoodKitchen.corpus(data, work.resolve("apart"), false);
  }

  /** Runs the measurement and prints it to stdout. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length < 2) {
      throw new IllegalArgumentException("give the data's folder and a work folder");
    }
    Path data = Path.of(arguments[0]);
    Path script = Path.of(arguments.length > 2 ? arguments[2] : "../shared/peers/sasrec_torch.py");
    int rounds = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 2;
    TransformerSpeedBenchmark benchmark =
        new TransformerSpeedBenchmark(System.out, data, Path.of(arguments[1]));
    benchmark.run(rounds, new SasRecPeer(script, data));
  }

  private static Map<String, String> sampled() {
    Map<String, String> options = new HashMap<>(AS_THE_PEER);
    options.put("negatives", "256");
    return Map.copyOf(options);
  }

  private void run(int rounds, SasRecPeer peer) throws IOException {
    if (!peer.exists()) {
      out.println("without the peer: " + peer.missing());
    }
    for (int round = 1; round <= rounds; round++) {
      out.printf("round %d%n", round);
      same.add(train("one softmax, as the peer", together, AS_THE_PEER));
      sampled.add(train("one softmax, 256 sampled negatives", together, SAMPLED));
      if (peer.exists()) {
        SasRecPeer.Speed speed = peer.epoch();
        peers.add(speed.eventsPerSecond());
        tell("SASRec in PyTorch " + speed.torch(), speed.eventsPerSecond(), speed.peak());
      }
      domains.add(train("a softmax a domain, as the peer", apart, AS_THE_PEER));
      train("a softmax a domain, default without text", apart, WITHOUT_TEXT);
    }
    out.println("best of the rounds");
    compare("one softmax over all items seen", same);
    compare("one softmax, 256 sampled negatives", sampled);
    compare("a softmax over the target's domain", domains);
    naive();
  }

  private void compare(String name, List<Double> own) {
    double speed = best(own);
    if (peers.isEmpty()) {
      out.printf("%-44s %,7.0f events/s%n", name, speed);
    } else {
      out.printf(
          "%-44s %,7.0f events/s, peer %,.0f, ratio %.1f%n",
          name, speed, best(peers), speed / best(peers));
    }
  }

  private static double best(List<Double> speeds) {
    return speeds.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN);
  }

  private void tell(String name, double speed, String peak) {
    out.printf("%-44s %,7.0f events/s   peak memory %s%n", name, speed, peak);
  }

  /** Events a second of one epoch of training, without its validation. */
  private double train(String name, Corpus corpus, Map<String, String> options) throws IOException {
    Setting.Tree tree = new Setting.Tree(Map.of(), "benchmark");
    tree = set(tree, "epochs", "1");
    tree = set(tree, "validation-targets", "0");
    for (Map.Entry<String, String> option : options.entrySet()) {
      tree = set(tree, option.getKey(), option.getValue());
    }
    Settings settings = Settings.of(tree);
    var trainer = ModelFamilies.trainer("transformer").trainer(settings);
    settings.check();
    TrainingData data = new TrainingData(corpus.catalogue(), corpus.interactions());
    StepClock clock = new StepClock();
    TrainingRun run =
        new TrainingRun(
            new Seed(42), Runtime.getRuntime().availableProcessors(), work, clock, () -> false);
    try (Model model = trainer.train(data, run)) {
      double speed = events(corpus.interactions()) / clock.seconds();
      tell(model.family() + ", " + name, speed, ProcessMemory.told());
      return speed;
    }
  }

  private static Setting.Tree set(Setting.Tree tree, String key, String value) {
    Setting setting =
        value.equals("[]")
            ? new Setting.Sequence(List.of(), "benchmark")
            : new Setting.Scalar(value, "benchmark");
    return tree.with(List.of(key), setting);
  }

  private static long events(Interactions interactions) {
    long train = 0;
    for (int event = 0; event < interactions.events(); event++) {
      train += interactions.part(event) == Split.TRAIN ? 1 : 0;
    }
    return train;
  }

  /** The time that the steps of a training took, without what comes before the first. */
  private static final class StepClock implements Progress {
    private long nanoseconds;

    @Override
    public Task start(String name, long total) {
      return new Task() {
        private final long begin = System.nanoTime();

        @Override
        public void advance(long steps) {
          if (name.startsWith("training")) {
            nanoseconds = System.nanoTime() - begin;
          }
        }
      };
    }

    double seconds() {
      return nanoseconds / 1e9;
    }
  }

  /** All logits at once, by autograd: softmax alone, and without a network. */
  @SuppressWarnings("try") // The scope is there for what its closing does.
  private void naive() {
    int items = together.catalogue().size();
    SplittableRandom random = new Seed(42).random();
    float[] hidden = numbers(POSITIONS * DIM, random);
    float[] table = numbers(items * DIM, random);
    int[] targets = new int[POSITIONS];
    Arrays.setAll(targets, position -> random.nextInt(items));
    int threads = Runtime.getRuntime().availableProcessors();
    TrainingRun run = new TrainingRun(new Seed(42), threads, work, Progress.NONE, () -> false);
    double best = Double.POSITIVE_INFINITY;
    try (TorchSession session = TorchSession.open(run)) {
      for (int round = 0; round < 2; round++) {
        try (NDScope scope = new NDScope()) {
          NDArray h = session.leaf(hidden, POSITIONS, DIM);
          NDArray e = session.leaf(table, items, DIM);
          NDArray at = session.array(targets, POSITIONS, 1);
          long begin = System.nanoTime();
          var _ =
              session.backward(
                  () -> h.matMul(e.transpose()).logSoftmax(1).gather(at, 1).mean().neg());
          best = Math.min(best, (System.nanoTime() - begin) / 1e9);
        }
      }
    }
    out.printf(
        "%,d positions at once among %,d items, softmax alone, by the engine's autograd: %.2f s;"
            + " whole steps of as many events in chunks: %.2f s%n",
        POSITIONS, items, best, POSITIONS / best(same));
  }

  private static float[] numbers(int count, SplittableRandom random) {
    float[] numbers = new float[count];
    for (int index = 0; index < count; index++) {
      numbers[index] = (float) random.nextGaussian() / 8;
    }
    return numbers;
  }
}
