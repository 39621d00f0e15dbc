package io.kuayu.cli.demo;

import io.kuayu.cli.demo.Marketplace.Act;
import io.kuayu.cli.demo.Marketplace.Good;
import io.kuayu.cli.demo.Scenario.SampleAct;
import io.kuayu.core.Seed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Generates a marketplace from a scenario; the same seed gives the same marketplace. */
public final class MarketplaceGenerator {
  /** The number of users besides the demo user. */
  public static final int USER_COUNT = 3_000;

  private static final long SECONDS_BETWEEN_ACTS = 300;

  private final Scenario scenario;
  private final Seed seed;

  public MarketplaceGenerator(Scenario scenario, Seed seed) {
    this.scenario = scenario;
    this.seed = seed.derive("marketplace");
  }

  public Marketplace generate() {
    List<Good> goods = new GoodsGenerator(scenario, seed).generate();
    ItemShelves shelves = new ItemShelves(scenario, goods);
    List<Act> acts = new ArrayList<>();
    for (int number = 1; number <= USER_COUNT; number++) {
      String person = String.format(Locale.ROOT, "p%04d", number);
      acts.addAll(new UserSimulator(person, scenario, shelves, seed.derive("people")).simulate());
    }
    acts.addAll(actsInOrder(goods));
    acts.sort(Comparator.comparingLong(Act::timestamp).thenComparing(Act::person));
    return new Marketplace(scenario, goods, acts);
  }

  /** The events of the demo user, on the last evening. */
  private List<Act> actsInOrder(List<Good> goods) {
    List<Act> acts = new ArrayList<>();
    long time = Marketplace.NOW - Marketplace.DAY / 12;
    for (SampleAct act : scenario.person().did()) {
      for (Good good : goods(act, goods).limit(act.times()).toList()) {
        acts.add(new Act(scenario.person().id(), good, act.act(), time));
        time += SECONDS_BETWEEN_ACTS;
      }
    }
    return acts;
  }

  /** The item with exactly that title first, then those whose title contains the words. */
  private Stream<Good> goods(SampleAct act, List<Good> goods) {
    int domain = scenario.domain(act.domain());
    return goods.stream()
        .filter(good -> good.domain() == domain && good.title().contains(act.items()))
        .filter(good -> good.released() < Marketplace.NOW - 30 * Marketplace.DAY)
        .sorted(
            Comparator.comparing((Good good) -> !good.title().equals(act.items()))
                .thenComparing(Good::appeal, Comparator.reverseOrder()));
  }
}
