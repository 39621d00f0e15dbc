package io.kuayu.cli.demo;

import java.util.List;

/**
 * A generated, entirely fictional marketplace.
 *
 * @param scenario the words it is made of
 * @param goods every item of every domain
 * @param acts events of all users in the order of time
 */
public record Marketplace(Scenario scenario, List<Good> goods, List<Act> acts) {
  public Marketplace {
    goods = List.copyOf(goods);
    acts = List.copyOf(acts);
  }

  /** The first moment of the marketplace: 1 January 2025. */
  static final long OPENED = 1_735_689_600L;

  static final long DAY = 86_400L;

  /** How long it has been open, in days. */
  static final int DAYS = 365;

  /** The first moment after the end of the marketplace. */
  static final long NOW = OPENED + DAYS * DAY;

  /**
   * One item, with attributes that only the generator knows.
   *
   * @param id unique in its domain; carries no information
   * @param domain position in the scenario
   * @param theme position in {@link Scenario#themes}
   * @param step from 0, plain, to special
   * @param title empty for the few without text
   * @param category path of names; empty for the few without text
   * @param appeal how likely it is chosen among similar items
   * @param released unix seconds; nobody can choose it earlier
   * @param vogue unix seconds, the peak of its popularity
   */
  public record Good(
      String id,
      int domain,
      int theme,
      int step,
      String title,
      String category,
      double appeal,
      long released,
      long vogue) {}

  /** An event of a user with an item at a moment in unix seconds. */
  public record Act(String person, Good good, String type, long timestamp) {}
}
