package io.kuayu.models.linear;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import io.kuayu.core.Parallel;
import io.kuayu.core.Progress;
import io.kuayu.model.MinUserSupport;
import io.kuayu.model.Model;
import io.kuayu.model.Trainer;
import io.kuayu.model.TrainingData;
import io.kuayu.model.TrainingRun;
import io.kuayu.models.sparse.ItemEvents;
import java.util.Locale;

/**
 * EASE (Steck, WWW 2019): the item-by-item matrix with a zero diagonal that best reconstructs each
 * user's items from one another, {@code B = I - P / diag(P)}, {@code P = (XᵀX + λI)⁻¹}.
 *
 * <p>With fewer users than items, the inverse is taken over users: {@code P = (I - Xᵀ K X) / λ},
 * {@code K = (XXᵀ + λI)⁻¹}, and no items-by-items matrix is ever formed.
 */
final class EaseTrainer implements Trainer {
  /** Share of the free memory that the matrix may take. */
  private static final double SHARE = .8;

  /** The least allowed pivot as a share of λ; all pivots reach λ if no pair is left out. */
  private static final double MIN_PIVOT = .1;

  /** The largest size whose triangle fits into an array. */
  private static final int LARGEST = 65_000;

  private final double lambda;
  private final double decay;
  private final MinUserSupport support;
  private final long memory;

  /**
   * @param lambda regularisation, above 0
   * @param decay of the history's weights
   * @param support minimum number of users who took both items for a pair to count
   * @param memory bytes that may be used, or 0 to use what the machine has
   */
  EaseTrainer(double lambda, double decay, MinUserSupport support, long memory) {
    this.lambda = lambda;
    this.decay = decay;
    this.support = support;
    this.memory = memory;
  }

  @Override
  public Model train(TrainingData data, TrainingRun run) {
    ItemEvents events = ItemEvents.of(data);
    int items = data.catalogue().size();
    if (!support.equals(MinUserSupport.ONE)) {
      return train(data, SupportedPairs.of(events, items, support, run.threads()), run);
    }
    IncidenceMatrix people = IncidenceMatrix.ofPeople(events, items);
    IncidenceMatrix itself = IncidenceMatrix.ofItems(events, items);
    boolean dual = people.size() < itself.size();
    IncidenceMatrix incidence = dual ? people : itself;
    checkMemory(incidence.size(), dual);
    float[][] matrix =
        dual
            ? overlaps(people, people.turned(), run.threads())
            : overlaps(people.turned(), people, itself, run.threads());
    var _ = invert(matrix, run);
    return new EaseModel(
        data.catalogue(), incidence, matrix, EaseNormalization.of(incidence, matrix, dual), decay);
  }

  /**
   * In the primal form over the items that are in a pair, since no people make up such a matrix.
   */
  private Model train(TrainingData data, SupportedPairs pairs, TrainingRun run) {
    IncidenceMatrix incidence = pairs.incidence();
    checkMemory(incidence.size(), false);
    // Without the omitted pairs the matrix may no longer be positive definite.
    double ridge = lambda;
    float[][] matrix = pairs.matrix(ridge);
    while (!(invert(matrix, run) > ridge * MIN_PIVOT)) {
      ridge *= 2;
      matrix = pairs.matrix(ridge);
    }
    return new EaseModel(
        data.catalogue(), incidence, matrix, EaseNormalization.of(incidence, matrix, false), decay);
  }

  private void checkMemory(int size, boolean dual) {
    long needed = (long) size * size * Float.BYTES;
    long free = memory > 0 ? memory : freeMemory();
    if (needed > free * SHARE || size > LARGEST) {
      throw new KuayuException(
          ErrorCode.OUT_OF_MEMORY,
          String.format(
              Locale.ROOT,
              "ease needs %.1f GB for a matrix of %,d %s, %.1f GB of memory are free",
              needed / 1e9,
              size,
              dual ? "people" : "items",
              free / 1e9),
          String.format(
              Locale.ROOT,
              "give Java at least %.0f GB (-Xmx), train on fewer domains, remove rare items"
                  + " (clean.k-core), or use item-knn",
              Math.ceil(needed / SHARE / 1e9) + 1));
    }
  }

  /** Whether a matrix of that size fits into free memory. */
  static boolean fits(int size) {
    return (long) size * size * Float.BYTES <= freeMemory() * SHARE;
  }

  private static long freeMemory() {
    Runtime runtime = Runtime.getRuntime();
    return runtime.maxMemory() - (runtime.totalMemory() - runtime.freeMemory());
  }

  /**
   * The number of items that each pair of users shares, with λ on the diagonal; the lower triangle.
   */
  private float[][] overlaps(
      IncidenceMatrix peopleOfItem, IncidenceMatrix itemsOfPerson, int threads) {
    float[][] matrix = new float[peopleOfItem.size()][peopleOfItem.size()];
    Parallel.forEach(
        threads,
        matrix.length,
        person -> {
          float[] row = matrix[person];
          for (int at = itemsOfPerson.begin(person); at < itemsOfPerson.end(person); at++) {
            int item = itemsOfPerson.coordinate(at);
            for (int place = peopleOfItem.begin(item); place < peopleOfItem.end(item); place++) {
              row[peopleOfItem.coordinate(place)]++;
            }
          }
          row[person] += (float) lambda;
        });
    return matrix;
  }

  /** The number of users that each pair of items shares, with λ on the diagonal. */
  private float[][] overlaps(
      IncidenceMatrix itemsOfPerson,
      IncidenceMatrix peopleOfItem,
      IncidenceMatrix itself,
      int threads) {
    float[][] matrix = new float[itself.size()][itself.size()];
    int items = peopleOfItem.offsets().length - 1;
    Parallel.forEach(
        threads,
        items,
        item -> {
          if (itself.begin(item) == itself.end(item)) {
            return;
          }
          int number = itself.coordinate(itself.begin(item));
          float[] row = matrix[number];
          for (int at = peopleOfItem.begin(item); at < peopleOfItem.end(item); at++) {
            int person = peopleOfItem.coordinate(at);
            for (int place = itemsOfPerson.begin(person);
                place < itemsOfPerson.end(person);
                place++) {
              row[itself.coordinate(itself.begin(itemsOfPerson.coordinate(place)))]++;
            }
          }
          row[number] += (float) lambda;
        });
    return matrix;
  }

  private static double invert(float[][] matrix, TrainingRun run) {
    try (Progress.Task task =
        run.progress().start("ease: inverse", SymmetricInverse.blocks(matrix.length))) {
      return SymmetricInverse.invert(
          matrix,
          run.threads(),
          block -> {
            task.advance(1);
            if (run.stopped().getAsBoolean()) {
              throw new KuayuException(
                  ErrorCode.INTERRUPTED,
                  "the training of ease was stopped before it was done",
                  "train again; ease has no half-trained state to keep");
            }
          });
    }
  }
}
