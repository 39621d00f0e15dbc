package io.kuayu.cli.demo;

import io.kuayu.cli.demo.Marketplace.Good;
import io.kuayu.cli.demo.Scenario.DomainWords;
import io.kuayu.cli.demo.Scenario.Interest;
import io.kuayu.cli.demo.Scenario.Theme;
import io.kuayu.core.Seed;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** Composes the items: each thing of each theme at each step, in several variants. */
final class GoodsGenerator {
  private static final int VARIANTS = 2;
  private static final double WITHOUT_TEXT = 0.02;
  private static final double SHARE_RELEASED_AT_OPENING = 0.65;
  private static final double SPREAD_OF_APPEAL = 1.0;

  private final Scenario scenario;
  private final SplittableRandom random;

  GoodsGenerator(Scenario scenario, Seed seed) {
    this.scenario = scenario;
    this.random = seed.derive("goods").random();
  }

  List<Good> generate() {
    List<Good> goods = new ArrayList<>();
    for (int domain = 0; domain < scenario.domains().size(); domain++) {
      DomainWords words = scenario.domains().get(domain);
      List<Integer> numbers = new ArrayList<>();
      Set<String> titles = new HashSet<>();
      int theme = 0;
      for (Interest interest : scenario.interests()) {
        for (Theme found : interest.themes()) {
          String category = String.join(" > ", words.category(), interest.name(), found.name());
          int pattern = 0;
          for (String thing : found.things().getOrDefault(words.key(), List.of())) {
            for (int variant = 0; variant < VARIANTS; variant++, pattern++) {
              for (int step = 0; step < words.titles().size(); step++) {
                String title = title(words, words.titles().get(step), pattern, thing, titles);
                goods.add(good(id(words, numbers), domain, theme, step, title, category));
              }
            }
          }
          theme++;
        }
      }
    }
    return goods;
  }

  private Good good(String id, int domain, int theme, int step, String title, String category) {
    double appeal = Math.exp(SPREAD_OF_APPEAL * random.nextGaussian());
    long released =
        random.nextDouble() < SHARE_RELEASED_AT_OPENING
            ? Marketplace.OPENED - random.nextInt(Marketplace.DAYS) * Marketplace.DAY
            : Marketplace.OPENED + random.nextInt(Marketplace.DAYS) * Marketplace.DAY;
    long vogue = released + random.nextInt(2 * Marketplace.DAYS) * Marketplace.DAY;
    boolean known = scenario.person().did().stream().anyMatch(act -> act.items().equals(title));
    if (known) {
      return new Good(id, domain, theme, step, title, category, appeal, Marketplace.OPENED, vogue);
    }
    boolean withoutText = random.nextDouble() < WITHOUT_TEXT;
    return new Good(
        id,
        domain,
        theme,
        step,
        withoutText ? "" : title,
        withoutText ? "" : category,
        appeal,
        released,
        vogue);
  }

  /** The first letter of the domain and an unused number, so that ids reveal no order. */
  private String id(DomainWords words, List<Integer> used) {
    int number = random.nextInt(10_000, 100_000);
    while (used.contains(number)) {
      number = random.nextInt(10_000, 100_000);
    }
    used.add(number);
    return words.key().charAt(0) + String.valueOf(number);
  }

  private String title(
      DomainWords words, List<String> patterns, int pattern, String thing, Set<String> used) {
    for (int attempt = 0; ; attempt++) {
      String title =
          patterns.get((pattern + attempt / 8) % patterns.size()).replace("{thing}", thing);
      for (Map.Entry<String, List<String>> slot : words.words().entrySet()) {
        List<String> choices = slot.getValue();
        title =
            title.replace("{" + slot.getKey() + "}", choices.get(random.nextInt(choices.size())));
      }
      title = title.substring(0, 1).toUpperCase(Locale.ROOT) + title.substring(1);
      if (used.add(title)) {
        return title;
      }
      if (attempt > 8 * patterns.size()) {
        throw new IllegalStateException("no further title for " + thing + " like " + title);
      }
    }
  }
}
