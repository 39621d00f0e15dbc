package io.kuayu.evaluation;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.core.Interactions;
import io.kuayu.core.Split;
import io.kuayu.model.TrainingData;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The targets of an evaluation, in columns, grouped by person and question. Each is one held-out
 * event, with the properties that its segments depend on. They are the same for every model, so
 * ranks can be compared one by one. A question has one target, unless the protocol asks for sets.
 */
public final class Targets {
  private int size;
  private int[] users = new int[64];
  private int[] events = new int[64];
  private int[] domains = new int[64];
  private int[] frequencies = new int[64];
  private int[] questions = new int[64];
  private int[] knownEvents = new int[64];
  private boolean[] knownElsewhere = new boolean[64];
  private boolean[] otherDomainLast = new boolean[64];

  private Targets() {}

  /** The targets that a protocol finds in one part of everybody's events. */
  static Targets of(
      Catalogue catalogue,
      Interactions interactions,
      Split part,
      Protocol protocol,
      KnownPast past) {
    int[] counts = protocol.counted(new TrainingData(catalogue, interactions)).trainingCounts();
    Targets targets = new Targets();
    for (int user = 0; user < interactions.users(); user++) {
      if (!protocol.asks(interactions.user(user))) {
        continue;
      }
      for (int event : heldOut(catalogue, interactions, part, protocol, user)) {
        int item = interactions.item(event);
        Optional<Context> context =
            protocol.query(catalogue, past.before(user, event), item, counts[item]);
        if (context.isPresent()) {
          boolean joins = protocol.asksForSets() && targets.asks(user, catalogue.domainOf(item));
          targets.add(catalogue, user, event, item, counts[item], context.get());
          targets.number(joins);
        }
      }
    }
    return targets;
  }

  /** A person's events of the part; for sets, the first of each item, domain by domain. */
  private static int[] heldOut(
      Catalogue catalogue, Interactions interactions, Split part, Protocol protocol, int user) {
    IntStream events =
        IntStream.range(interactions.begin(user), interactions.end(user))
            .filter(event -> interactions.part(event) == part);
    if (!protocol.asksForSets()) {
      return events.toArray();
    }
    Set<Integer> taken = new HashSet<>();
    return events
        .filter(event -> taken.add(interactions.item(event)))
        .boxed()
        .sorted(Comparator.comparingInt(event -> catalogue.domainOf(interactions.item(event))))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** Whether the last question is one of this person in this domain. */
  private boolean asks(int user, int domain) {
    return size > 0 && users[size - 1] == user && domains[size - 1] == domain;
  }

  /** Gives the last target the number of its question. */
  private void number(boolean joins) {
    int last = size - 1;
    questions[last] = last == 0 ? 0 : questions[last - 1] + (joins ? 0 : 1);
  }

  private void add(
      Catalogue catalogue, int user, int event, int item, int frequency, Context context) {
    if (size == users.length) {
      grow();
    }
    int domain = catalogue.domainOf(item);
    int known = context.count(domain, catalogue);
    int length = context.length();
    users[size] = user;
    events[size] = event;
    domains[size] = domain;
    frequencies[size] = frequency;
    knownEvents[size] = known;
    knownElsewhere[size] = length > known;
    otherDomainLast[size] = length > 0 && catalogue.domainOf(context.items()[length - 1]) != domain;
    size++;
  }

  private void grow() {
    int capacity = 2 * size;
    users = Arrays.copyOf(users, capacity);
    events = Arrays.copyOf(events, capacity);
    domains = Arrays.copyOf(domains, capacity);
    frequencies = Arrays.copyOf(frequencies, capacity);
    questions = Arrays.copyOf(questions, capacity);
    knownEvents = Arrays.copyOf(knownEvents, capacity);
    knownElsewhere = Arrays.copyOf(knownElsewhere, capacity);
    otherDomainLast = Arrays.copyOf(otherDomainLast, capacity);
  }

  /** Number of targets. */
  public int size() {
    return size;
  }

  /** The number of the question that a target belongs to; rises from one to the next. */
  public int question(int target) {
    return questions[target];
  }

  /** The person of the event; never decreases from one target to the next. */
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
    return knownEvents[target] == 0;
  }

  /** How many events of the target's domain the context holds. */
  public int knownEvents(int target) {
    return knownEvents[target];
  }

  /** Whether the context holds an event of another domain than the target's. */
  public boolean knownElsewhere(int target) {
    return knownElsewhere[target];
  }

  /** Whether the last event of the context is of another domain than the target. */
  public boolean otherDomainLast(int target) {
    return otherDomainLast[target];
  }
}
