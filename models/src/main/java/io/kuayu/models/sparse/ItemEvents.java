package io.kuayu.models.sparse;

import io.kuayu.core.Interactions;
import io.kuayu.core.Split;
import io.kuayu.model.TrainingData;

/** The training events indexed by item: the events of each item and their users. */
public final class ItemEvents {
  private final Interactions training;
  private final int[] offsets;
  private final int[] events;
  private final int[] people;

  private ItemEvents(Interactions training, int[] offsets, int[] events, int[] people) {
    this.training = training;
    this.offsets = offsets;
    this.events = events;
    this.people = people;
  }

  public static ItemEvents of(TrainingData data) {
    Interactions training = data.interactions().upTo(Split.TRAIN);
    int items = data.catalogue().size();
    int[] offsets = new int[items + 1];
    for (int event = 0; event < training.events(); event++) {
      offsets[training.item(event) + 1]++;
    }
    for (int item = 0; item < items; item++) {
      offsets[item + 1] += offsets[item];
    }
    int[] next = offsets.clone();
    int[] events = new int[training.events()];
    int[] people = new int[training.events()];
    for (int person = 0; person < training.users(); person++) {
      for (int event = training.begin(person); event < training.end(person); event++) {
        int place = next[training.item(event)]++;
        events[place] = event;
        people[place] = person;
      }
    }
    return new ItemEvents(training, offsets, events, people);
  }

  /** The training events, person by person. */
  public Interactions training() {
    return training;
  }

  /** First place of an item in {@link #event} and {@link #person}. */
  public int begin(int item) {
    return offsets[item];
  }

  /** One past the last place of an item. */
  public int end(int item) {
    return offsets[item + 1];
  }

  /** The event at a place, rising within an item. */
  public int event(int place) {
    return events[place];
  }

  /** The user of the event; a user who took the item twice has two adjacent places. */
  public int person(int place) {
    return people[place];
  }

  /** The number of users who took the item. */
  public int people(int item) {
    int count = 0;
    for (int place = begin(item); place < end(item); place++) {
      if (place == begin(item) || people[place] != people[place - 1]) {
        count++;
      }
    }
    return count;
  }
}
