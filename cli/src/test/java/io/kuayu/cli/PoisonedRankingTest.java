package io.kuayu.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kuayu.cli.Shop.Outcome;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * How far fake people and a stuffed title get into the lists of real people, with the limits of
 * {@code clean} and without, on a part of the Amazon data.
 */
class PoisonedRankingTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path DATA =
      Path.of("../../shared/data/amazon-food-kitchen").toAbsolutePath().normalize();
  private static final int ITEMS = 500;
  private static final int FAKES = 300;
  private static final int BAIT = 30;
  private static final String LIMITS =
      "clean: { most-per-source: 2, most-per-person: 100, word-repeats: 1, text-length: 200 }";
  private static final List<String> LEARNT = List.of("popularity", "transitions", "item-knn");

  /** By so much may an attack change the share of lists that an item stands in. */
  private static final double BOUND = .01;

  /** The items that are pushed; both are little known before. */
  private static final String PUSHED = "471";

  private static final String STUFFED = "472";

  @TempDir Path folder = Path.of(".");

  private final List<String[]> events = new ArrayList<>();
  private final Map<String, Integer> counts = new HashMap<>();

  @Test
  void fakePeopleAndAStuffedTitleGetNoFurtherThanTheLimitsLetThem() throws IOException {
    assumeTrue(Files.exists(DATA), "the Amazon data are not here");
    readEvents();
    Path calm = shop("calm", false, "");
    Path attacked = shop("attacked", true, "");
    Path limited = shop("limited", true, LIMITS);
    for (String model : LEARNT) {
      double before = share(calm, model, PUSHED);
      assertThat(share(attacked, model, PUSHED)).as(model + " without limits").isGreaterThan(.2);
      assertThat(share(limited, model, PUSHED)).as(model).isLessThan(before + BOUND);
    }
    double before = share(calm, "blend", PUSHED);
    assertThat(share(attacked, "blend", PUSHED)).as("blend").isGreaterThan(before + BOUND);
    assertThat(share(limited, "blend", PUSHED)).as("blend").isLessThan(before + BOUND);
    // A title of words alone is near to nobody's history: it gains nothing, even without limits.
    for (String model : List.of("text", "blend")) {
      double honest = share(calm, model, STUFFED);
      assertThat(share(attacked, model, STUFFED)).as(model).isLessThan(honest + BOUND);
      assertThat(share(limited, model, STUFFED)).as(model).isLessThan(honest + BOUND);
    }
  }

  /** The share of real people in whose list of ten an item stands. */
  private double share(Path shop, String model, String item) throws IOException {
    Path lists = shop.resolve(model + ".jsonl");
    if (!Files.exists(lists)) {
      Outcome outcome =
          new Shop(shop).run("batch", "--model", model, "--out", lists.toString(), "-k", "10");
      assertThat(outcome.code()).as(outcome.err()).isZero();
    }
    int all = 0;
    int holding = 0;
    for (String line : Files.readAllLines(lists)) {
      JsonNode list = JSON.readTree(line);
      if (!list.get("user").asString().startsWith("fake")) {
        all++;
        holding +=
            list.get("items").valueStream().anyMatch(one -> one.get("item").asString().equals(item))
                ? 1
                : 0;
      }
    }
    return (double) holding / all;
  }

  private Path shop(String name, boolean attacked, String limits) throws IOException {
    Path shop = Files.createDirectory(folder.resolve(name));
    Files.writeString(shop.resolve("items.tsv"), items(attacked));
    StringBuilder honest = new StringBuilder("user\titem\ttime\n");
    long last = 0;
    for (String[] event : events) {
      honest.append("%s\t%s\t%s%n".formatted(event[0], event[1], event[3]));
      last = Math.max(last, Long.parseLong(event[3]));
    }
    Files.writeString(shop.resolve("honest.tsv"), honest);
    StringBuilder fake = new StringBuilder("user\titem\ttime\n");
    List<String> bait =
        counts.keySet().stream()
            .sorted(
                Comparator.comparingInt((String item) -> -counts.getOrDefault(item, 0))
                    .thenComparing(i -> i))
            .limit(BAIT)
            .toList();
    for (int person = 0; attacked && person < FAKES; person++) {
      // The last two are held out of training, so what is pushed stands before them.
      for (int step = 0; step < 4; step++) {
        String item = step == 1 ? PUSHED : bait.get((person + 7 * step) % BAIT);
        fake.append("fake%d\t%s\t%d%n".formatted(person, item, last - 3 * 86_400 + step));
      }
    }
    if (!attacked) {
      fake.append("fake\t%s\t%d%n".formatted(bait.getFirst(), last));
    }
    Files.writeString(shop.resolve("fake.tsv"), fake);
    Files.writeString(
        shop.resolve("kuayu.yaml"),
        """
        workdir: work
        seed: 42
        threads: 1
        domains:
          food:
            items: { path: items.tsv, id: item, text: [title] }
            events:
              - { path: honest.tsv, user: user, item: item, timestamp: time }
              - { path: fake.tsv, user: user, item: item, timestamp: time }
        models:
          blend: { experts: [item-knn, transitions, ease, recency-7, popularity, text] }
        %s
        """
            .formatted(limits));
    return shop;
  }

  private void readEvents() throws IOException {
    for (String line : lines("interactions.tsv.gz")) {
      String[] event = line.split("\t", -1);
      if (event[2].equals("Food") && Integer.parseInt(event[1]) <= ITEMS) {
        events.add(event);
        counts.merge(event[1], 1, Integer::sum);
      }
    }
  }

  private String items(boolean attacked) throws IOException {
    StringBuilder items = new StringBuilder("item\ttitle\n");
    Map<String, Integer> words = new HashMap<>();
    Map<String, String> titles = new HashMap<>();
    for (String line : lines("items.tsv.gz")) {
      String[] item = line.split("\t", -1);
      if (item[1].equals("Food") && Integer.parseInt(item[0]) <= ITEMS) {
        titles.put(item[0], item[3]);
        Set<String> different =
            new HashSet<>(List.of(item[3].toLowerCase(Locale.ROOT).split("\\W+")));
        different.forEach(word -> words.merge(word, 1, Integer::sum));
      }
    }
    String stuffing =
        String.join(
            " ",
            words.keySet().stream()
                .filter(word -> word.length() > 3)
                .sorted(
                    Comparator.comparingInt((String word) -> -words.getOrDefault(word, 0))
                        .thenComparing(w -> w))
                .limit(20)
                .toList());
    titles.forEach(
        (item, title) ->
            items.append(
                "%s\t%s%n"
                    .formatted(
                        item,
                        attacked && item.equals(STUFFED) ? (stuffing + " ").repeat(6) : title)));
    return items.toString();
  }

  private static List<String> lines(String name) throws IOException {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(DATA.resolve(name))),
                StandardCharsets.UTF_8))) {
      return in.lines().skip(1).toList();
    }
  }
}
