package io.kuayu.benchmarks;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Interactions;
import io.kuayu.corpus.Corpus;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How many people are joined over two domains by somebody who sees no names but on which days, or
 * in which weeks, each did something in each: the reason why moments are hidden where domains have
 * names of their own. A guess is whoever shares most of the days, rare ones weighing more (inverse
 * document frequency, divided by the root of the number of days).
 *
 * <p>Arguments: the folder of the data of {@code examples/amazon-food-kitchen} and a work folder.
 */
public final class JoiningBenchmark {
  private static final long DAY = 86_400;

  private JoiningBenchmark() {}

  /** Runs the attack and prints to stdout what it reached. */
  public static void main(String[] arguments) {
    Corpus corpus = FoodKitchen.corpus(Path.of(arguments[0]), Path.of(arguments[1]), false);
    PrintStream out = System.out;
    for (long seconds : List.of(DAY, 7 * DAY, 30 * DAY)) {
      List<Map<Integer, Set<Long>>> moments =
          List.of(moments(corpus, 0, seconds), moments(corpus, 1, seconds));
      out.printf(
          "by %d days: %.1f %% of %,d people are joined, by chance %.3f %%%n",
          seconds / DAY,
          100 * joined(moments.getFirst(), moments.getLast()),
          moments.getFirst().size(),
          100.0 / moments.getLast().size());
    }
  }

  /** When each person did something in a domain. */
  private static Map<Integer, Set<Long>> moments(Corpus corpus, int domain, long seconds) {
    Interactions all = corpus.interactions();
    Catalogue catalogue = corpus.catalogue();
    Map<Integer, Set<Long>> moments = new HashMap<>();
    for (int user = 0; user < all.users(); user++) {
      for (int event = all.begin(user); event < all.end(user); event++) {
        if (catalogue.domainOf(all.item(event)) == domain) {
          moments.computeIfAbsent(user, _ -> new HashSet<>()).add(all.timestamp(event) / seconds);
        }
      }
    }
    return moments;
  }

  /** The share of people of whom the best guess is right. */
  private static double joined(Map<Integer, Set<Long>> one, Map<Integer, Set<Long>> other) {
    Map<Long, Set<Integer>> presence = new HashMap<>();
    other.forEach(
        (user, moments) ->
            moments.forEach(
                moment -> presence.computeIfAbsent(moment, _ -> new HashSet<>()).add(user)));
    long right = one.keySet().stream().filter(user -> isFound(user, one, other, presence)).count();
    return (double) right / one.size();
  }

  private static boolean isFound(
      int user,
      Map<Integer, Set<Long>> one,
      Map<Integer, Set<Long>> other,
      Map<Long, Set<Integer>> presence) {
    Map<Integer, Double> scores = new HashMap<>();
    for (long moment : one.getOrDefault(user, Set.of())) {
      Set<Integer> there = presence.getOrDefault(moment, Set.of());
      double weight = Math.log((double) other.size() / Math.max(1, there.size()));
      there.forEach(candidate -> scores.merge(candidate, weight, Double::sum));
    }
    scores.replaceAll(
        (candidate, score) -> score / Math.sqrt(other.getOrDefault(candidate, Set.of()).size()));
    double own = scores.getOrDefault(user, 0.0);
    // Who shares the first place with others is not found.
    return own > 0 && scores.values().stream().filter(score -> score >= own).count() == 1;
  }
}
