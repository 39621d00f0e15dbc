package io.kuayu.model;

import io.kuayu.core.Interactions;
import io.kuayu.core.Split;
import io.kuayu.core.settings.Settings;
import io.kuayu.privacy.dp.PrivacyBudget;
import java.util.Optional;

/**
 * How many people must have done something before a model counts it (k-anonymity of counts): what
 * fewer did is as if nobody had, so that no score, list or reason tells of it. A person counts
 * once, however often they did it.
 *
 * @param people k; 1 counts everything
 */
public record MinUserSupport(int people) {
  /** The option of every family that counts. */
  public static final String OPTION = "least-people";

  /** Counts everything. */
  public static final MinUserSupport ONE = new MinUserSupport(1);

  /** Reads {@code least-people}. */
  public static MinUserSupport read(Settings options) {
    return new MinUserSupport(options.whole(OPTION, ONE.people, 1, Integer.MAX_VALUE));
  }

  /**
   * As {@link #read(Settings)}; beside an ε it is refused, since noise hides what few people did.
   */
  public static MinUserSupport read(Settings options, Optional<PrivacyBudget> budget) {
    MinUserSupport least = read(options);
    if (budget.isPresent() && !least.equals(ONE)) {
      options.problem(
          OPTION,
          "is set beside 'epsilon'",
          "leave it out: noise hides what few people did, and whether anybody did it");
    }
    return least;
  }

  /** Whether what so many people did is counted. */
  public boolean allows(int count) {
    return count >= people;
  }

  /** Data in whose training part nobody took the items that too few people took there. */
  public TrainingData items(TrainingData data) {
    if (people == 1) {
      return data;
    }
    Interactions all = data.interactions();
    int[] takers = takers(all, data.catalogue().size());
    return new TrainingData(
        data.catalogue(),
        all.where(event -> all.part(event) != Split.TRAIN || allows(takers[all.item(event)])));
  }

  private static int[] takers(Interactions all, int items) {
    int[] takers = new int[items];
    int[] lastPerson = new int[items];
    for (int user = 0; user < all.users(); user++) {
      for (int event = all.begin(user); event < all.end(user); event++) {
        int item = all.item(event);
        if (all.part(event) == Split.TRAIN && lastPerson[item] != user + 1) {
          lastPerson[item] = user + 1;
          takers[item]++;
        }
      }
    }
    return takers;
  }
}
