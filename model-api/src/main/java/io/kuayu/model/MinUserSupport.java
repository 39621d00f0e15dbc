package io.kuayu.model;

import io.kuayu.core.Interactions;
import io.kuayu.core.Split;
import io.kuayu.core.settings.Settings;
import io.kuayu.privacy.dp.PrivacyBudget;
import java.util.Optional;

/**
 * The minimum number of users behind a count (k-anonymity of counts). What fewer users did is
 * ignored, so that no score, list or reason reveals it. A user counts once, however often they did
 * it.
 *
 * @param minUsers k; 1 counts everything
 */
public record MinUserSupport(int minUsers) {
  /** The option of every family that counts. */
  public static final String OPTION = "least-people";

  /** Counts everything. */
  public static final MinUserSupport ONE = new MinUserSupport(1);

  /** Reads {@code least-people}. */
  public static MinUserSupport read(Settings options) {
    return new MinUserSupport(options.whole(OPTION, ONE.minUsers, 1, Integer.MAX_VALUE));
  }

  /**
   * As {@link #read(Settings)}; beside an ε it is refused, since noise hides what few people did.
   */
  public static MinUserSupport read(Settings options, Optional<PrivacyBudget> budget) {
    MinUserSupport support = read(options);
    if (budget.isPresent() && !support.equals(ONE)) {
      options.problem(
          OPTION,
          "is set beside 'epsilon'",
          "leave it out: noise hides what few people did, and whether anybody did it");
    }
    return support;
  }

  /** Whether a count of so many users is used. */
  public boolean allows(int count) {
    return count >= minUsers;
  }

  /** The data without the training events of items that too few users took. */
  public TrainingData filter(TrainingData data) {
    if (minUsers == 1) {
      return data;
    }
    Interactions all = data.interactions();
    int[] users = users(all, data.catalogue().size());
    return new TrainingData(
        data.catalogue(),
        all.where(event -> all.part(event) != Split.TRAIN || allows(users[all.item(event)])));
  }

  private static int[] users(Interactions all, int items) {
    int[] users = new int[items];
    int[] lastPerson = new int[items];
    for (int user = 0; user < all.users(); user++) {
      for (int event = all.begin(user); event < all.end(user); event++) {
        int item = all.item(event);
        if (all.part(event) == Split.TRAIN && lastPerson[item] != user + 1) {
          lastPerson[item] = user + 1;
          users[item]++;
        }
      }
    }
    return users;
  }
}
