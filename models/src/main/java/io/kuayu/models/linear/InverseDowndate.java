package io.kuayu.models.linear;

import io.kuayu.core.Interactions;
import io.kuayu.model.TrainingData;
import io.kuayu.models.sparse.ItemEvents;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Removes users from the inverse over users: {@code K' = K - k kᵀ / K_cc} for the column k of each
 * user's coordinate c, which is then dropped (the inverse of a block, by the Schur complement).
 * Costs users² for each removal instead of users³ for a new inversion.
 */
final class InverseDowndate {
  private final IncidenceMatrix incidence;
  private final float[][] inverse;

  private InverseDowndate(IncidenceMatrix incidence, float[][] inverse) {
    this.incidence = incidence;
    this.inverse = inverse;
  }

  /**
   * The inverse over the users of {@code after}. Empty if the matrix is not the inverse over the
   * users of {@code before}, if the users of {@code after} are not a subset of them, or if memory
   * is short.
   */
  static Optional<InverseDowndate> of(
      IncidenceMatrix incidence, float[][] inverse, TrainingData before, TrainingData after) {
    if (!EaseTrainer.fits(inverse.length)) {
      return Optional.empty();
    }
    int items = before.catalogue().size();
    ItemEvents then = ItemEvents.of(before);
    IncidenceMatrix people = IncidenceMatrix.ofPeople(then, items);
    if (people.size() >= IncidenceMatrix.ofItems(then, items).size()
        || !incidence.isSameAs(people)) {
      return Optional.empty();
    }
    List<String> left = names(after);
    List<Integer> gone = new ArrayList<>();
    List<String> all = names(before);
    for (int person = 0; person < all.size(); person++) {
      int next = person - gone.size();
      if (next >= left.size() || !all.get(person).equals(left.get(next))) {
        gone.add(person);
      }
    }
    IncidenceMatrix kept = IncidenceMatrix.ofPeople(ItemEvents.of(after), items);
    if (!incidence.without(gone).isSameAs(kept)) {
      return Optional.empty();
    }
    return Optional.of(new InverseDowndate(kept, without(inverse, gone)));
  }

  IncidenceMatrix incidence() {
    return incidence;
  }

  float[][] inverse() {
    return inverse;
  }

  /** The users who have training events, in the order of their coordinates. */
  private static List<String> names(TrainingData data) {
    Interactions training = ItemEvents.of(data).training();
    List<String> names = new ArrayList<>();
    for (int user = 0; user < training.users(); user++) {
      if (training.begin(user) < training.end(user)) {
        names.add(training.user(user));
      }
    }
    return names;
  }

  private static float[][] without(float[][] inverse, List<Integer> gone) {
    float[][] left = new float[inverse.length][];
    Arrays.setAll(left, row -> inverse[row].clone());
    for (int person : gone) {
      float[] column = left[person].clone();
      for (float[] row : left) {
        double factor = (double) row[person] / column[person];
        for (int other = 0; other < row.length; other++) {
          row[other] -= (float) (factor * column[other]);
        }
      }
    }
    float[][] kept = new float[inverse.length - gone.size()][];
    int count = 0;
    for (int person = 0; person < left.length; person++) {
      if (!gone.contains(person)) {
        kept[count++] = without(left[person], gone);
      }
    }
    return kept;
  }

  private static float[] without(float[] row, List<Integer> gone) {
    float[] kept = new float[row.length - gone.size()];
    int from = 0;
    int count = 0;
    for (int person : gone) {
      System.arraycopy(row, from, kept, count, person - from);
      count += person - from;
      from = person + 1;
    }
    System.arraycopy(row, from, kept, count, row.length - from);
    return kept;
  }
}
