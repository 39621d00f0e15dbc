package io.kuayu.cli.demo;

import io.kuayu.cli.demo.Marketplace.Act;
import io.kuayu.cli.demo.Marketplace.Good;
import io.kuayu.core.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Simulates the events of one user over time. Each event answers three questions: in which domain,
 * on which theme, and with which item. The theme carries over from event to event across all
 * domains. With each event on a theme, its items may become a step more special, again across all
 * domains. This shared state is the only connection between the domains.
 */
final class UserSimulator {
  private static final double TYPICAL_ACTS = 15;
  private static final double SPREAD_OF_ACTS = 0.65;
  private static final int MIN_ACTS = 3;
  private static final int MAX_ACTS = 120;
  private static final double ACTS_PER_SESSION = 3;
  private static final double SAME_DOMAIN = 0.5;
  private static final double SAME_THEME_IN_SESSION = 0.75;
  private static final double SAME_THEME_LATER = 0.4;
  private static final double WITHOUT_INTEREST = 0.12;
  private static final double ACTS_PER_STEP = 3;
  private static final double STEP_SHARPNESS = 1.2;
  private static final double SEASON_AMPLITUDE = 0.6;
  private static final double NOVELTY_DAYS = 45;
  private static final double VOGUE_DAYS = 8;
  private static final double VOGUE_FACTOR = 4;

  private final String person;
  private final ItemShelves shelves;
  private final Scenario scenario;
  private final SplittableRandom random;
  private final UserPreferences preferences;
  private final int[] actsOnTheme;
  private final Set<Good> seen = new HashSet<>();

  UserSimulator(String person, Scenario scenario, ItemShelves shelves, Seed seed) {
    this.person = person;
    this.scenario = scenario;
    this.shelves = shelves;
    this.random = seed.derive(person).random();
    this.preferences = new UserPreferences(scenario, random);
    this.actsOnTheme = new int[preferences.themes().length];
  }

  List<Act> simulate() {
    List<Act> acts = new ArrayList<>();
    int domain = -1;
    int theme = -1;
    long session = 0;
    for (Moment moment : moments()) {
      boolean sameSession = moment.session() == session;
      session = moment.session();
      if (domain < 0 || !sameSession || random.nextDouble() > SAME_DOMAIN) {
        domain = WeightedDraw.index(preferences.domains(), random);
      }
      double stay = sameSession ? SAME_THEME_IN_SESSION : SAME_THEME_LATER;
      boolean outsideInterests = random.nextDouble() < WITHOUT_INTEREST;
      int next = theme;
      if (outsideInterests || theme < 0 || random.nextDouble() > stay) {
        next = outsideInterests ? random.nextInt(actsOnTheme.length) : draw(moment.timestamp());
      }
      Optional<Good> good = choose(domain, next, moment.timestamp());
      if (good.isEmpty()) {
        continue;
      }
      theme = outsideInterests ? theme : next;
      actsOnTheme[next]++;
      seen.add(good.get());
      acts.add(new Act(person, good.get(), type(domain), moment.timestamp()));
    }
    return acts;
  }

  /** Sessions of a few minutes each, spread over the time since the person joined. */
  private List<Moment> moments() {
    double drawn = TYPICAL_ACTS * Math.exp(SPREAD_OF_ACTS * random.nextGaussian());
    int count = (int) Math.clamp(drawn, MIN_ACTS, MAX_ACTS);
    long joined =
        Marketplace.OPENED + random.nextLong((Marketplace.DAYS * Marketplace.DAY * 9) / 10);
    long[] sessions = new long[(int) Math.ceil(count / ACTS_PER_SESSION)];
    Arrays.setAll(sessions, _ -> random.nextLong(joined, Marketplace.NOW - Marketplace.DAY / 12));
    int[] sizes = new int[sessions.length];
    for (int act = 0; act < count; act++) {
      sizes[random.nextInt(sizes.length)]++;
    }
    Arrays.sort(sessions);
    List<Moment> moments = new ArrayList<>();
    long last = 0;
    for (int session = 0; session < sessions.length; session++) {
      long time = Math.max(sessions[session], last + 1);
      for (int act = 0; act < sizes[session]; act++) {
        moments.add(new Moment(session + 1, time));
        last = time;
        time += random.nextInt(20, 400);
      }
    }
    return moments;
  }

  private int draw(long now) {
    double[] weights = preferences.themes();
    for (int theme = 0; theme < weights.length; theme++) {
      double phase =
          (double) theme / weights.length + (now - Marketplace.OPENED) / (365.0 * Marketplace.DAY);
      weights[theme] *= 1 + SEASON_AMPLITUDE * Math.sin(2 * Math.PI * phase);
    }
    return WeightedDraw.index(weights, random);
  }

  private Optional<Good> choose(int domain, int theme, long now) {
    List<Good> shelf = shelves.of(domain, theme);
    double[] weights = new double[shelf.size()];
    double expected = Math.min(2, actsOnTheme[theme] / ACTS_PER_STEP);
    for (int index = 0; index < weights.length; index++) {
      Good good = shelf.get(index);
      if (good.released() <= now && !seen.contains(good)) {
        double days = (double) (now - good.released()) / Marketplace.DAY;
        double fashion = (double) (now - good.vogue()) / Marketplace.DAY / VOGUE_DAYS;
        weights[index] =
            good.appeal()
                * (0.5 + Math.exp(-days / NOVELTY_DAYS))
                * (1 + VOGUE_FACTOR * Math.exp(-fashion * fashion / 2))
                * Math.exp(-STEP_SHARPNESS * Math.abs(good.step() - expected));
      }
    }
    int chosen = WeightedDraw.index(weights, random);
    return chosen < 0 ? Optional.empty() : Optional.of(shelf.get(chosen));
  }

  private String type(int domain) {
    List<String> names = List.copyOf(scenario.domains().get(domain).acts().keySet());
    double[] shares =
        scenario.domains().get(domain).acts().values().stream()
            .mapToDouble(Double::doubleValue)
            .toArray();
    return names.get(WeightedDraw.index(shares, random));
  }

  private record Moment(int session, long timestamp) {}
}
