package io.kuayu.models.sparse;

import io.kuayu.core.Interactions;

/** Counts the users who took both of two items; each user counts once per pair. */
public final class CoOccurrence {
  private final ItemEvents events;
  private final boolean[] repeated;
  private final int longest;

  /**
   * @param items number of items
   * @param longest maximum number of events per user; the last ones count
   */
  public CoOccurrence(ItemEvents events, int items, int longest) {
    this.events = events;
    this.longest = longest;
    repeated = repeated(events.training(), items);
  }

  /** Which events are repeated later by the same user with the same item, {@code [events]}. */
  private static boolean[] repeated(Interactions training, int items) {
    boolean[] repeated = new boolean[training.events()];
    int[] lastPerson = new int[items];
    for (int person = 0; person < training.users(); person++) {
      for (int event = training.end(person) - 1; event >= training.begin(person); event--) {
        int item = training.item(event);
        repeated[event] = lastPerson[item] == person + 1;
        lastPerson[item] = person + 1;
      }
    }
    return repeated;
  }

  /** Adds the number of users who took both items to each column of the item's row. */
  public void addTo(SparseMatrix.Row row, int item) {
    Interactions training = events.training();
    int before = -1;
    for (int place = events.begin(item); place < events.end(item); place++) {
      int person = events.person(place);
      if (person != before) {
        int begin = Math.max(training.begin(person), training.end(person) - longest);
        for (int event = begin; event < training.end(person); event++) {
          if (!repeated[event]) {
            row.add(training.item(event), 1, person);
          }
        }
      }
      before = person;
    }
  }
}
