package io.kuayu.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.cli.demo.Marketplace.Act;
import io.kuayu.cli.demo.Marketplace.Good;
import io.kuayu.core.Seed;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MarketplaceGeneratorTest {
  private static final Scenario SHOP = Scenarios.read("shopping", "zh");
  private static final Marketplace MARKET = market(SHOP, 42);

  private static Marketplace market(Scenario scenario, long seed) {
    return new MarketplaceGenerator(scenario, new Seed(seed)).generate();
  }

  static Stream<Scenario> scenarios() {
    return Scenarios.NAMES.stream()
        .flatMap(name -> Scenarios.LANGUAGES.stream().map(code -> Scenarios.read(name, code)));
  }

  @Test
  void theSameSeedGivesTheSameMarketplace() {
    assertThat(market(SHOP, 42)).isEqualTo(MARKET);
    assertThat(market(SHOP, 43).acts()).isNotEqualTo(MARKET.acts());
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void everyDomainHasHundredsOfDistinctTitlesWithoutOpenSlots(Scenario scenario) {
    List<Good> goods = new GoodsGenerator(scenario, new Seed(1)).generate();
    for (int domain = 0; domain < scenario.domains().size(); domain++) {
      int number = domain;
      List<String> titles =
          goods.stream()
              .filter(good -> good.domain() == number && !good.title().isEmpty())
              .map(Good::title)
              .toList();
      assertThat(titles).hasSizeGreaterThan(500).doesNotHaveDuplicates();
      assertThat(titles).noneMatch(title -> title.contains("{") || title.contains("\t"));
    }
    assertThat(goods).anyMatch(good -> good.title().isEmpty());
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void thePersonOfTheDemoDidWhatTheScenarioSays(Scenario scenario) {
    Marketplace market = market(scenario, 7);
    List<Act> acts =
        market.acts().stream().filter(act -> act.person().equals(scenario.person().id())).toList();
    assertThat(acts).hasSize(3);
    assertThat(acts.getLast().good().title()).isEqualTo(scenario.person().did().getLast().items());
    assertThat(acts.stream().limit(2).map(act -> act.good().title()))
        .allMatch(title -> title.contains(scenario.person().did().getFirst().items()));
    assertThat(acts.stream().map(act -> act.good().domain()).distinct()).hasSize(2);
  }

  @Test
  void peopleActInTheOrderOfTimeOnReleasedItemsAndOnEachOnce() {
    Map<String, Set<Good>> met = new HashMap<>();
    long last = 0;
    for (Act act : MARKET.acts()) {
      assertThat(act.timestamp())
          .isGreaterThanOrEqualTo(last)
          .isBetween(Marketplace.OPENED, Marketplace.NOW - 1);
      assertThat(act.good().released()).isLessThanOrEqualTo(act.timestamp());
      assertThat(met.computeIfAbsent(act.person(), _ -> new HashSet<>()).add(act.good())).isTrue();
      last = act.timestamp();
    }
    assertThat(MARKET.acts()).hasSizeBetween(30_000, 90_000);
  }

  @Test
  void domainsShareSomePeopleAndNotAll() {
    Map<String, Set<Integer>> visited = new HashMap<>();
    MARKET
        .acts()
        .forEach(
            act ->
                visited
                    .computeIfAbsent(act.person(), _ -> new TreeSet<>())
                    .add(act.good().domain()));
    long all = visited.values().stream().filter(domains -> domains.size() == 3).count();
    long one = visited.values().stream().filter(domains -> domains.size() == 1).count();
    assertThat((double) all / visited.size()).isBetween(0.25, 0.6);
    assertThat((double) one / visited.size()).isBetween(0.1, 0.4);
  }

  @Test
  void fewItemsAreMuchMorePopularThanMost() {
    Map<Good, Long> counts =
        MARKET.acts().stream().collect(Collectors.groupingBy(Act::good, Collectors.counting()));
    List<Long> falling = counts.values().stream().sorted((a, b) -> Long.compare(b, a)).toList();
    long head = falling.stream().limit(falling.size() / 10).mapToLong(Long::longValue).sum();
    assertThat((double) head / MARKET.acts().size()).isBetween(0.25, 0.7);
  }

  @Test
  void newItemsTurnUpNearTheEnd() {
    long lastMonth = Marketplace.NOW - 30 * Marketplace.DAY;
    Set<Good> before =
        MARKET.acts().stream()
            .filter(act -> act.timestamp() < lastMonth)
            .map(Act::good)
            .collect(Collectors.toSet());
    assertThat(
            MARKET.acts().stream().map(Act::good).filter(good -> !before.contains(good)).distinct())
        .hasSizeGreaterThan(10);
  }

  /**
   * The favourite theme in one domain is the favourite in another far more often than by chance.
   */
  @Test
  void interestsHoldInEveryDomain() {
    Map<String, Map<Integer, Map<Integer, Integer>>> counts = new TreeMap<>();
    for (Act act : MARKET.acts()) {
      counts
          .computeIfAbsent(act.person(), _ -> new TreeMap<>())
          .computeIfAbsent(act.good().domain(), _ -> new TreeMap<>())
          .merge(act.good().theme(), 1, Integer::sum);
    }
    int people = 0;
    int same = 0;
    for (Map<Integer, Map<Integer, Integer>> domains : counts.values()) {
      if (domains.containsKey(0) && domains.containsKey(1)) {
        people++;
        same += favourite(domains.get(0)) == favourite(domains.get(1)) ? 1 : 0;
      }
    }
    assertThat((double) same / people).isGreaterThan(0.4);
  }

  private static int favourite(Map<Integer, Integer> counts) {
    return counts.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
  }
}
