package io.kuayu.benchmarks.fuzz;

import io.kuayu.core.KuayuException;
import io.kuayu.server.web.HttpProblem;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Calls a parser with broken inputs until its time is over. An input that is answered in a new way
 * is kept and mutated further, which leads deeper than mutations of the seeds alone.
 */
public final class Fuzzer {
  private static final int MAX_KEPT = 2_000;
  private static final int MAX_FINDINGS = 5;

  /** Of processor time, which other work on the machine does not change. */
  private static final Duration SLOW = Duration.ofSeconds(2);

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final FuzzTarget target;
  private final List<byte[]> pool;
  private final SplittableRandom random;
  private final Mutator mutator;
  private final Set<String> answers = new HashSet<>();
  private final List<String> findings = new ArrayList<>();
  private final Set<String> found = new HashSet<>();
  private long inputs;
  private long refused;

  private Fuzzer(FuzzTarget target, long seed) {
    this.target = target;
    pool = new ArrayList<>(target.seeds());
    random = new SplittableRandom(seed);
    mutator = new Mutator(random.split(), target.words());
  }

  /**
   * What a run showed.
   *
   * @param inputs how many were tried
   * @param refused how many of them ended in a named refusal
   * @param answers how many different answers there were
   * @param findings what ended otherwise or took too long, with the input in Base64
   */
  public record Result(long inputs, long refused, int answers, List<String> findings) {
    public Result {
      findings = List.copyOf(findings);
    }
  }

  /** Runs for that time; the same seed tries the same inputs in the same order. */
  public static Result run(FuzzTarget target, Duration time, long seed) {
    Fuzzer fuzzer = new Fuzzer(target, seed);
    for (byte[] valid : target.seeds()) {
      fuzzer.attempt(valid);
    }
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end && fuzzer.findings.size() < MAX_FINDINGS) {
      fuzzer.attempt(fuzzer.mutator.mutate(fuzzer.pick(), fuzzer.pick()));
    }
    return new Result(fuzzer.inputs, fuzzer.refused, fuzzer.answers.size(), fuzzer.findings);
  }

  private byte[] pick() {
    return pool.get(random.nextInt(pool.size()));
  }

  private void attempt(byte[] input) {
    long begin = THREADS.getCurrentThreadCpuTime();
    String answer = "accepted";
    inputs++;
    try {
      target.parser().parse(input);
    } catch (KuayuException | HttpProblem named) {
      refused++;
      answer = String.valueOf(named.getMessage()).replaceAll("[0-9]+|'[^']*'", "");
      answer = answer.substring(0, Math.min(80, answer.length()));
    } catch (Exception | StackOverflowError | OutOfMemoryError failure) {
      answer = failure.getClass().getName() + " " + at(failure);
      finding(answer + ": " + failure.getMessage(), answer, input);
    }
    long took = THREADS.getCurrentThreadCpuTime() - begin;
    if (took > SLOW.toNanos()) {
      finding("took " + took / 1_000_000 + " ms", "slow", input);
    }
    if (answers.add(answer) && pool.size() < MAX_KEPT) {
      pool.add(input);
    }
  }

  private void finding(String what, String kind, byte[] input) {
    if (found.add(kind)) {
      findings.add(
          target.name() + ": " + what + "\n  input " + Base64.getEncoder().encodeToString(input));
    }
  }

  private static String at(Throwable failure) {
    for (StackTraceElement element : failure.getStackTrace()) {
      if (element.getClassName().startsWith("io.kuayu.")
          && !element.getClassName().startsWith("io.kuayu.benchmarks")) {
        return "at " + element;
      }
    }
    return "";
  }
}
