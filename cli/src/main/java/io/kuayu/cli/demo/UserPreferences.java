package io.kuayu.cli.demo;

import java.util.SplittableRandom;

/**
 * The interests of a user, the same in every domain: a main interest and perhaps others, mostly its
 * neighbours, and in each interest a favourite theme.
 */
final class UserPreferences {
  private static final double[] OF_INTERESTS = {0.65, 0.25, 0.10};
  private static final double[] OF_THEMES = {0.65, 0.25, 0.10};
  private static final double SECOND_INTEREST = 0.7;
  private static final double THIRD_INTEREST = 0.3;
  private static final double NEIGHBOUR = 0.6;
  private static final double ALL_DOMAINS = 0.45;
  private static final double ONE_DOMAIN = 0.2;

  private final double[] themes;
  private final double[] domains;

  UserPreferences(Scenario scenario, SplittableRandom random) {
    themes = themes(scenario, random);
    domains = domains(scenario.domains().size(), random);
  }

  /** How much each theme is liked, {@code [themes]}, adding up to 1. */
  double[] themes() {
    return themes.clone();
  }

  /**
   * The share of events in each domain, {@code [domains]}, adding up to 1; zero for a domain that
   * this user never visits.
   */
  double[] domains() {
    return domains.clone();
  }

  private static double[] themes(Scenario scenario, SplittableRandom random) {
    int interests = scenario.interests().size();
    int[] liked = new int[OF_INTERESTS.length];
    liked[0] = random.nextInt(interests);
    boolean neighbour = random.nextDouble() < NEIGHBOUR;
    int side = random.nextBoolean() ? 1 : interests - 1;
    liked[1] = neighbour ? (liked[0] + side) % interests : random.nextInt(interests);
    liked[2] = random.nextInt(interests);
    double[] shares = {
      OF_INTERESTS[0],
      random.nextDouble() < SECOND_INTEREST ? OF_INTERESTS[1] : 0,
      random.nextDouble() < THIRD_INTEREST ? OF_INTERESTS[2] : 0
    };
    int perInterest = scenario.themes().size() / interests;
    double[] themes = new double[scenario.themes().size()];
    for (int rank = 0; rank < liked.length; rank++) {
      int favourite = random.nextInt(perInterest);
      for (int theme = 0; theme < perInterest; theme++) {
        double share = shares[rank] * OF_THEMES[Math.min(theme, OF_THEMES.length - 1)];
        themes[liked[rank] * perInterest + (favourite + theme) % perInterest] += share;
      }
    }
    return WeightedDraw.normalised(themes);
  }

  private static double[] domains(int count, SplittableRandom random) {
    double draw = random.nextDouble();
    int visited = draw < ALL_DOMAINS ? count : draw > 1 - ONE_DOMAIN ? 1 : Math.min(2, count);
    int first = random.nextInt(count);
    double[] domains = new double[count];
    for (int domain = 0; domain < visited; domain++) {
      domains[(first + domain) % count] = Math.exp(0.5 * random.nextGaussian());
    }
    return WeightedDraw.normalised(domains);
  }
}
