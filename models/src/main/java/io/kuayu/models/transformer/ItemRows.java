package io.kuayu.models.transformer;

import io.kuayu.core.Catalogue;
import io.kuayu.model.TrainingData;
import io.kuayu.models.sequence.SequenceInput;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The items that a training saw, domain by domain: only these have an id vector and are candidates
 * of the softmax, since negatives that never occur would teach that unknown items are wrong.
 *
 * @param ordinals catalogue ordinal of each row, {@code [rows]}
 * @param begins first row of each domain, {@code [domains + 1]}
 * @param rows row of each ordinal, or {@link SequenceInput#NO_ITEM}, {@code [items]}
 */
@SuppressWarnings("ArrayRecordComponent") // Shared columns of the hot path.
public record ItemRows(int[] ordinals, int[] begins, int[] rows) {

  public static ItemRows of(TrainingData data) {
    int[] counts = data.trainingCounts();
    Catalogue catalogue = data.catalogue();
    int[] seen =
        IntStream.range(0, catalogue.domains().size())
            .flatMap(domain -> Arrays.stream(catalogue.ordinals(domain)))
            .filter(item -> counts[item] > 0)
            .toArray();
    return of(seen, catalogue);
  }

  /** Every item, for a training that may not tell which of them it saw. */
  public static ItemRows ofAll(Catalogue catalogue) {
    return of(
        IntStream.range(0, catalogue.domains().size())
            .flatMap(domain -> Arrays.stream(catalogue.ordinals(domain)))
            .toArray(),
        catalogue);
  }

  /**
   * Of known items.
   *
   * @param ordinals sorted by domain
   */
  public static ItemRows of(int[] ordinals, Catalogue catalogue) {
    int[] begins = new int[catalogue.domains().size() + 1];
    int[] rows = new int[catalogue.size()];
    Arrays.fill(rows, SequenceInput.NO_ITEM);
    for (int row = 0; row < ordinals.length; row++) {
      rows[ordinals[row]] = row;
      begins[catalogue.domainOf(ordinals[row]) + 1]++;
    }
    for (int domain = 1; domain < begins.length; domain++) {
      begins[domain] += begins[domain - 1];
    }
    return new ItemRows(ordinals, begins, rows);
  }

  public int size() {
    return ordinals.length;
  }

  public int of(int ordinal) {
    return rows[ordinal];
  }
}
