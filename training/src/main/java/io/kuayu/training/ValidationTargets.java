package io.kuayu.training;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.core.Interactions;
import io.kuayu.core.Seed;
import io.kuayu.core.Split;
import io.kuayu.core.metric.Rank;
import io.kuayu.model.TrainingData;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The events of the validation part as ranking targets. Each target is ranked among all items of
 * its domain except those of the user's history.
 */
public final class ValidationTargets {
  private static final int BLOCK = 64;
  private static final int DEPTH = 10;

  private final TrainingData data;
  private final List<Block> blocks;
  private final int size;

  /** Targets of one domain that are scored together. */
  private record Block(int domain, List<Target> targets) {}

  private record Target(int user, int event) {}

  private ValidationTargets(TrainingData data, List<Block> blocks, int size) {
    this.data = data;
    this.blocks = blocks;
    this.size = size;
  }

  /**
   * Chooses the targets.
   *
   * @param max maximum number of targets; if there are more, a sample of this size is drawn by the
   *     seed
   */
  public static ValidationTargets of(TrainingData data, int max, Seed seed) {
    Interactions interactions = data.interactions();
    int total = 0;
    for (int event = 0; event < interactions.events(); event++) {
      total += interactions.part(event) == Split.VALID ? 1 : 0;
    }
    SplittableRandom random = seed.random();
    int wanted = Math.min(max, total);
    int left = total;
    int missing = wanted;
    List<List<Target>> byDomain = new ArrayList<>();
    data.catalogue().domains().forEach(domain -> byDomain.add(new ArrayList<>()));
    for (int user = 0; user < interactions.users(); user++) {
      for (int event = interactions.begin(user); event < interactions.end(user); event++) {
        if (interactions.part(event) == Split.VALID && random.nextInt(left--) < missing) {
          missing--;
          int domain = data.catalogue().domainOf(interactions.item(event));
          byDomain.get(domain).add(new Target(user, event));
        }
      }
    }
    List<Block> blocks = new ArrayList<>();
    for (int domain = 0; domain < byDomain.size(); domain++) {
      List<Target> targets = byDomain.get(domain);
      for (int begin = 0; begin < targets.size(); begin += BLOCK) {
        int end = Math.min(begin + BLOCK, targets.size());
        blocks.add(new Block(domain, List.copyOf(targets.subList(begin, end))));
      }
    }
    return new ValidationTargets(data, blocks, wanted);
  }

  /** Number of targets; early stopping needs at least one. */
  public int size() {
    return size;
  }

  /**
   * Mean ndcg@10 over the targets.
   *
   * @param threads how many threads call the scorer at the same time; the result does not depend on
   *     it
   */
  public double ndcg(BlockScorer scorer, int threads) {
    double sum = 0;
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Future<Double>> sums =
          blocks.stream().map(block -> pool.submit(() -> ndcg(scorer, block))).toList();
      for (Future<Double> part : sums) {
        sum += part.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while validating", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("validation failed", e.getCause());
    }
    return size == 0 ? 0 : sum / size;
  }

  private double ndcg(BlockScorer scorer, Block block) {
    Interactions interactions = data.interactions();
    Catalogue catalogue = data.catalogue();
    List<Context> contexts =
        block.targets.stream()
            .map(target -> interactions.before(target.user, target.event))
            .toList();
    int items = catalogue.ordinals(block.domain).length;
    float[][] scores = new float[contexts.size()][items];
    scorer.score(contexts, block.domain, scores);
    double sum = 0;
    for (int index = 0; index < scores.length; index++) {
      boolean[] leftOut = contexts.get(index).positions(block.domain, catalogue);
      int target = catalogue.positionOf(interactions.item(block.targets.get(index).event));
      sum += Rank.ndcg(Rank.of(scores[index], target, leftOut), DEPTH);
    }
    return sum;
  }
}
