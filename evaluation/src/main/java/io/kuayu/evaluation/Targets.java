package io.kuayu.evaluation;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.core.Interactions;
import io.kuayu.core.Split;
import io.kuayu.model.TrainingData;
import java.util.Arrays;
import java.util.Optional;

/**
 * The questions of an evaluation, in columns, grouped by person. Each question is one held-out
 * event, with the properties that its segments depend on. They are the same for every model, so
 * ranks can be compared one by one.
 */
public final class Targets {
  private int size;
  private int[] users = new int[64];
  private int[] events = new int[64];
  private int[] domains = new int[64];
  private int[] frequencies = new int[64];
  private boolean[] coldUsers = new boolean[64];
  private boolean[] otherDomainLast = new boolean[64];

  private Targets() {}

  /** The questions that a protocol asks about one part of everybody's events. */
  static Targets of(Catalogue catalogue, Interactions interactions, Split part, Protocol protocol) {
    int[] counts = new TrainingData(catalogue, interactions).trainingCounts();
    Targets targets = new Targets();
    for (int user = 0; user < interactions.users(); user++) {
      for (int event = interactions.begin(user); event < interactions.end(user); event++) {
        if (interactions.part(event) == part) {
          int item = interactions.item(event);
          Optional<Context> context =
              protocol.query(catalogue, interactions.before(user, event), item, counts[item]);
          if (context.isPresent()) {
            targets.add(catalogue, user, event, item, counts[item], context.get());
          }
        }
      }
    }
    return targets;
  }

  private void add(
      Catalogue catalogue, int user, int event, int item, int frequency, Context context) {
    if (size == users.length) {
      grow();
    }
    int domain = catalogue.domainOf(item);
    boolean known = false;
    for (int own : context.items()) {
      known |= catalogue.domainOf(own) == domain;
    }
    int length = context.length();
    users[size] = user;
    events[size] = event;
    domains[size] = domain;
    frequencies[size] = frequency;
    coldUsers[size] = !known;
    otherDomainLast[size] = length > 0 && catalogue.domainOf(context.items()[length - 1]) != domain;
    size++;
  }

  private void grow() {
    int capacity = 2 * size;
    users = Arrays.copyOf(users, capacity);
    events = Arrays.copyOf(events, capacity);
    domains = Arrays.copyOf(domains, capacity);
    frequencies = Arrays.copyOf(frequencies, capacity);
    coldUsers = Arrays.copyOf(coldUsers, capacity);
    otherDomainLast = Arrays.copyOf(otherDomainLast, capacity);
  }

  /** Number of questions. */
  public int size() {
    return size;
  }

  /** The person of the event; never decreases from one question to the next. */
  public int user(int target) {
    return users[target];
  }

  /** The held-out event, as a position in the interactions. */
  public int event(int target) {
    return events[target];
  }

  /** Domain ordinal of the held-out item. */
  public int domain(int target) {
    return domains[target];
  }

  /** How many training events the held-out item has. */
  public int frequency(int target) {
    return frequencies[target];
  }

  /** Whether the context holds no event of the target's domain. */
  public boolean coldUser(int target) {
    return coldUsers[target];
  }

  /** Whether the last event of the context is of another domain than the target. */
  public boolean otherDomainLast(int target) {
    return otherDomainLast[target];
  }
}
