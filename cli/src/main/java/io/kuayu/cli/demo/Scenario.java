package io.kuayu.cli.demo;

import java.util.List;
import java.util.Map;

/**
 * The vocabulary of a marketplace: the items of each domain, and the interests that span all
 * domains.
 *
 * @param name such as {@code shopping}
 * @param language {@code en} or {@code zh}
 * @param title readable title of the marketplace
 * @param domains the domains, at least two
 * @param interests adjacent ones often occur together, including the last and the first
 * @param person the user for whom the demo requests recommendations
 */
public record Scenario(
    String name,
    String language,
    String title,
    List<DomainWords> domains,
    List<Interest> interests,
    SampleUser person) {
  public Scenario {
    domains = List.copyOf(domains);
    interests = List.copyOf(interests);
  }

  /** Every theme of every interest, in their order. */
  List<Theme> themes() {
    return interests.stream().flatMap(interest -> interest.themes().stream()).toList();
  }

  /** Position of the domain with that key. */
  int domain(String key) {
    return domains.stream().map(DomainWords::key).toList().indexOf(key);
  }

  /**
   * One domain.
   *
   * @param key its name in the vocabulary and in file names
   * @param name its name in the configuration
   * @param category the first part of the category of its items
   * @param acts types of events with their shares
   * @param titles patterns with {@code {thing}} and the slots of {@code words}, by step from plain
   *     to special; the very first one is used for the first thing of each theme
   * @param words what may stand in a slot
   */
  public record DomainWords(
      String key,
      String name,
      String category,
      Map<String, Double> acts,
      List<List<String>> titles,
      Map<String, List<String>> words) {}

  /** An interest that users share, made of themes. */
  public record Interest(String name, List<Theme> themes) {}

  /**
   * A lasting interest of a user.
   *
   * @param things its items in every domain, by the domain's key
   * @param heard whether its items have sounds
   */
  public record Theme(String name, Map<String, List<String>> things, boolean heard) {}

  /** The demo user, who has only a few events. */
  public record SampleUser(String id, List<SampleAct> did) {}

  /**
   * Events of the demo user.
   *
   * @param domain key of the domain
   * @param items the title of one item, or words that several titles contain
   * @param act type of the event
   * @param times number of items
   */
  public record SampleAct(String domain, String items, String act, int times) {}
}
