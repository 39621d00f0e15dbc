package io.kuayu.cli.demo;

import java.util.List;

/**
 * A generated marketplace: nothing in it ever existed.
 *
 * @param scenario the words it is made of
 * @param goods every item of every domain
 * @param acts what people did, in the order of time
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

  /** The first moment after its last. */
  static final long NOW = OPENED + DAYS * DAY;

  /**
   * One item, with what only the generator knows.
   *
   * @param id unique in its domain; tells nothing
   * @param domain position in the scenario
   * @param theme position in {@link Scenario#themes}
   * @param step from 0, plain, to special
   * @param title empty for the few without text
   * @param category path of names; empty for the few without text
   * @param appeal how likely it is chosen beside its like
   * @param released unix seconds; nobody meets it earlier
   * @param vogue unix seconds, the height of its fashion
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

  /** Somebody did something with an item at a moment in unix seconds. */
  public record Act(String person, Good good, String type, long timestamp) {}
}
