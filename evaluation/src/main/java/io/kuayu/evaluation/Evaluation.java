package io.kuayu.evaluation;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.core.ErrorCode;
import io.kuayu.core.Interactions;
import io.kuayu.core.KuayuException;
import io.kuayu.core.Progress;
import io.kuayu.core.Seed;
import io.kuayu.core.Split;
import io.kuayu.model.Model;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Asks every model the same questions: what did this person do next, in this domain, at the time of
 * the event? Immutable and cheap to vary. Results depend on neither the number of threads nor the
 * order of models.
 *
 * <p>A run costs one scoring of a domain per question. It needs, per thread, a few arrays as long
 * as the largest domain; it keeps only one rank per question.
 */
public final class Evaluation {
  /** The number of questions in a thread's batch. */
  private static final int BATCH = 32;

  private final Catalogue catalogue;
  private final Interactions interactions;
  private final CandidateSampling candidates;
  private final Seed seed;
  private final int threads;
  private final Split part;
  private final Protocol protocol;
  private final int minUserSupport;
  private final KnownPast past;
  private final Targets targets;

  private Evaluation(
      Catalogue catalogue,
      Interactions interactions,
      CandidateSampling candidates,
      Seed seed,
      int threads,
      Split part,
      Protocol protocol,
      int minUserSupport) {
    this.catalogue = catalogue;
    this.interactions = interactions;
    this.candidates = candidates;
    this.seed = seed;
    this.threads = Math.max(1, threads);
    this.part = part;
    this.protocol = protocol;
    this.minUserSupport = minUserSupport;
    this.past = KnownPast.of(interactions, part, protocol);
    this.targets = Targets.of(catalogue, interactions, part, protocol, past);
  }

  /**
   * The standard protocol over the test part.
   *
   * @param interactions the events of all parts
   * @param candidates among which items each target is ranked
   * @param seed the seed of sampled candidates, intervals and tests
   * @param threads the number of questions answered in parallel
   */
  public static Evaluation of(
      Catalogue catalogue,
      Interactions interactions,
      CandidateSampling candidates,
      Seed seed,
      int threads) {
    return new Evaluation(
        catalogue, interactions, candidates, seed, threads, Split.TEST, Protocol.standard(), 1);
  }

  /** The same over another part, such as the validation part while tuning. */
  public Evaluation withThreads(Split other) {
    return new Evaluation(
        catalogue, interactions, candidates, seed, threads, other, protocol, minUserSupport);
  }

  /** The same questions under another protocol, which draws by this evaluation's seed. */
  public Evaluation by(Protocol other) {
    Protocol seeded = other.seeded(seed);
    return new Evaluation(
        catalogue, interactions, candidates, seed, threads, part, seeded, minUserSupport);
  }

  /** The same among other candidates. */
  public Evaluation among(CandidateSampling other) {
    return new Evaluation(
        catalogue, interactions, other, seed, threads, part, protocol, minUserSupport);
  }

  /**
   * The same, but results do not report segments with fewer people.
   *
   * @param minUsers the least number of people; 1 for no limit
   */
  public Evaluation withMinUserSupport(int minUsers) {
    return new Evaluation(
        catalogue, interactions, candidates, seed, threads, part, protocol, minUsers);
  }

  /** The number of users that a segment needs to be reported. */
  public int minUserSupport() {
    return minUserSupport;
  }

  public Catalogue catalogue() {
    return catalogue;
  }

  public Interactions interactions() {
    return interactions;
  }

  public CandidateSampling candidates() {
    return candidates;
  }

  public Seed seed() {
    return seed;
  }

  public Split part() {
    return part;
  }

  public Protocol protocol() {
    return protocol;
  }

  /** The questions that are asked. */
  public Targets targets() {
    return targets;
  }

  /** The context in which a target is asked. */
  public Context context(int target) {
    return context(target, before(target));
  }

  /** As above, of what {@link #before} tells. */
  Context context(int target, Context before) {
    int item = interactions.item(targets.event(target));
    return protocol.query(catalogue, before, item, targets.frequency(target)).orElse(before);
  }

  /** What was known of the person, before the protocol hides some of it. */
  Context before(int target) {
    return past.before(targets.user(target), targets.event(target));
  }

  /** The candidates of a target, itself first. */
  public int[] candidates(int target) {
    int event = targets.event(target);
    int item = interactions.item(event);
    int[] ordinals = catalogue.ordinals(targets.domain(target));
    IntStream others =
        switch (candidates) {
          case CandidateSampling.Full _ -> {
            Context before = before(target);
            yield Arrays.stream(ordinals).filter(other -> !before.contains(other));
          }
          case CandidateSampling.Sampled(int count) ->
              Arrays.stream(
                      SampledCandidates.draw(
                          catalogue,
                          interactions,
                          seed,
                          targets.user(target),
                          event,
                          targets.domain(target),
                          count))
                  .map(position -> ordinals[position]);
        };
    return IntStream.concat(IntStream.of(item), others.filter(other -> other != item)).toArray();
  }

  /** As {@link #run(String, Model, Progress)}, under the name of the model's family. */
  public EvaluationResult run(Model model, Progress progress) {
    return run(model.family(), model, progress);
  }

  /**
   * Ranks every target by the model's scores.
   *
   * @param name the name of the model in the result
   * @throws KuayuException where there is nothing to ask, the model is of another catalogue, or it
   *     gives a score that is not finite
   */
  public EvaluationResult run(String name, Model model, Progress progress) {
    return run(name, model, progress, domain -> true);
  }

  /**
   * As above, for the targets of some domains alone; the others get the last rank.
   *
   * @param asked ordinals of the domains
   */
  EvaluationResult run(String name, Model model, Progress progress, IntPredicate asked) {
    if (targets.size() == 0) {
      throw new KuayuException(
          ErrorCode.NOTHING_TO_EVALUATE,
          "there is nothing to ask: protocol "
              + protocol.name()
              + " finds no event in the "
              + part.name().toLowerCase(Locale.ROOT)
              + " part",
          "check 'split' and 'clean' in the configuration, or choose another protocol");
    }
    if (protocol.asksForSets() && candidates instanceof CandidateSampling.Sampled) {
      throw new KuayuException(
          ErrorCode.INVALID_EVALUATION,
          "protocol " + protocol.name() + " does not rank among candidates " + candidates,
          "rank among all items: '--candidates full'");
    }
    checkCatalogue(name, model);
    long start = System.nanoTime();
    int[] order = inOrderOfTime(asked);
    int[] ranks = new int[targets.size()];
    Arrays.fill(ranks, Integer.MAX_VALUE);
    BitSet listed;
    try (Progress.Task task = progress.start("evaluate " + name, order.length)) {
      listed = rankAll(name, model, ranks, order, task);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    return new EvaluationResult(name, this, ranks, listedByDomain(listed), seconds);
  }

  private void checkCatalogue(String name, Model model) {
    for (int domain = 0; domain < catalogue.domains().size(); domain++) {
      String domainName = catalogue.domains().get(domain);
      boolean known =
          domain < model.catalogue().domains().size()
              && model.catalogue().domains().get(domain).equals(domainName);
      int expected = catalogue.ordinals(domain).length;
      int found = known ? model.catalogue().ordinals(domain).length : 0;
      if (found != expected) {
        throw new KuayuException(
            ErrorCode.CATALOGUE_MISMATCH,
            "model '%s' knows %d items of domain %s, the corpus has %d"
                .formatted(name, found, domainName, expected),
            "train the model again on this corpus");
      }
    }
  }

  private BitSet rankAll(String name, Model model, int[] ranks, int[] order, Progress.Task task) {
    AtomicInteger next = new AtomicInteger();
    BitSet listed = new BitSet(catalogue.size());
    try (var executor = Executors.newFixedThreadPool(threads)) {
      List<Future<BitSet>> workers = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        workers.add(executor.submit(() -> rankSome(name, model, ranks, order, next, task)));
      }
      try {
        for (Future<BitSet> worker : workers) {
          listed.or(worker.get());
        }
      } catch (ExecutionException e) {
        throw e.getCause() instanceof RuntimeException failure
            ? failure
            : new IllegalStateException("scoring failed", e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new KuayuException(
            ErrorCode.INTERRUPTED, "the evaluation was interrupted", "start it again", e);
      } finally {
        next.set(order.length);
      }
    }
    return listed;
  }

  private BitSet rankSome(
      String name, Model model, int[] ranks, int[] order, AtomicInteger next, Progress.Task task) {
    QueryRunner runner = new QueryRunner(this, name, model);
    int from;
    while ((from = next.getAndAdd(BATCH)) >= 0 && from < order.length) {
      int to = Math.min(from + BATCH, order.length);
      for (int index = from; index < to; index++) {
        ranks[order[index]] = runner.rank(order[index]);
      }
      task.advance(to - from);
    }
    return runner.listed();
  }

  /** Models that keep the state of a moment answer fastest in chronological order. */
  private int[] inOrderOfTime(IntPredicate asked) {
    return IntStream.range(0, targets.size())
        .filter(target -> asked.test(targets.domain(target)))
        .boxed()
        .sorted(
            (left, right) ->
                Long.compare(past.moment(targets.event(left)), past.moment(targets.event(right))))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private int[] listedByDomain(BitSet listed) {
    int[] counts = new int[catalogue.domains().size()];
    listed.stream().forEach(item -> counts[catalogue.domainOf(item)]++);
    return counts;
  }
}
