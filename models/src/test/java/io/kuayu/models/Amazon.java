package io.kuayu.models;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.core.Interactions;
import io.kuayu.core.Item;
import io.kuayu.core.ItemKey;
import io.kuayu.core.Seed;
import io.kuayu.core.Split;
import io.kuayu.core.metric.Rank;
import io.kuayu.model.Model;
import io.kuayu.model.TrainingData;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** The public data that the accuracy of every family is known on, in the published order. */
public final class Amazon {
  private final Catalogue catalogue;
  private final Interactions interactions;

  private Amazon(Catalogue catalogue, Interactions interactions) {
    this.catalogue = catalogue;
    this.interactions = interactions;
  }

  /** Where the data are, beside the repository; they are not part of it. */
  public static Path folder() {
    @Nullable Path at = Path.of("").toAbsolutePath();
    while (at != null && !Files.exists(at.resolve("bom"))) {
      at = at.getParent();
    }
    return (at == null ? Path.of("") : at).resolve("../shared/data/amazon-food-kitchen");
  }

  public static boolean isPresent() {
    return Files.exists(folder().resolve("interactions.tsv.gz"));
  }

  public static Amazon read() {
    List<Item> items = new ArrayList<>();
    for (String[] row : rows("items.tsv.gz")) {
      items.add(
          new Item(new ItemKey(row[1], row[0]), row[3], (row[3] + " " + row[4]).strip(), Map.of()));
    }
    Seed seed = new Seed(42);
    items.sort(
        Comparator.comparingLong(item -> seed.derive(item.key().toString()).random().nextLong()));
    Catalogue catalogue = Catalogue.of(List.of("Food", "Kitchen"), items);
    List<String> users = new ArrayList<>();
    List<Integer> offsets = new ArrayList<>();
    List<String[]> events = rows("interactions.tsv.gz");
    int[] ordinals = new int[events.size()];
    long[] times = new long[events.size()];
    byte[] parts = new byte[events.size()];
    for (int event = 0; event < ordinals.length; event++) {
      String[] row = events.get(event);
      if (users.isEmpty() || !users.getLast().equals(row[0])) {
        users.add(row[0]);
        offsets.add(event);
      }
      ordinals[event] = catalogue.ordinal(new ItemKey(row[2], row[1])).orElseThrow();
      times[event] = Long.parseLong(row[3]);
      parts[event] = Split.valueOf(row[5].toUpperCase(Locale.ROOT)).code();
    }
    offsets.add(ordinals.length);
    float[] values = new float[ordinals.length];
    Arrays.fill(values, 1);
    return new Amazon(
        catalogue,
        new Interactions(
            users,
            offsets.stream().mapToInt(Integer::intValue).toArray(),
            ordinals,
            times,
            parts,
            new byte[ordinals.length],
            values,
            List.of("review")));
  }

  private static List<String[]> rows(String name) {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(folder().resolve(name))),
                StandardCharsets.UTF_8))) {
      return reader.lines().skip(1).map(line -> line.split("\t", -1)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public TrainingData data() {
    return new TrainingData(catalogue, interactions);
  }

  /** The data without the validation part of every second person, who can judge what learnt. */
  public TrainingData halfData() {
    int[] users = new int[interactions.events()];
    for (int user = 0; user < interactions.users(); user++) {
      Arrays.fill(users, interactions.begin(user), interactions.end(user), user);
    }
    return new TrainingData(
        catalogue,
        interactions.where(
            event -> interactions.part(event) == Split.TRAIN || users[event] % 2 == 1));
  }

  public Catalogue catalogue() {
    return catalogue;
  }

  public Interactions interactions() {
    return interactions;
  }

  /** Sums of hr@10, ndcg@10 and the count, of one domain. */
  public record Accuracy(double hit, double ndcg, int count) {
    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%.4f/%.4f (%d)", hit, ndcg, count);
    }
  }

  /**
   * Ranks the target of the part for every {@code stride}-th person.
   *
   * @param sampled candidates beside the target, or 0 for all of the domain
   * @return one entry a domain
   */
  public List<Accuracy> accuracy(Model model, Split part, int sampled, int stride) {
    int[] ranks = new int[interactions.users()];
    IntStream.range(0, ranks.length)
        .parallel()
        .filter(user -> user % stride == 0)
        .forEach(user -> ranks[user] = rank(model, part, user, sampled));
    List<Accuracy> accuracies = new ArrayList<>();
    for (int domain = 0; domain < catalogue.domains().size(); domain++) {
      double hit = 0;
      double ndcg = 0;
      int count = 0;
      for (int user = 0; user < ranks.length; user++) {
        if (ranks[user] > 0
            && catalogue.domainOf(interactions.item(target(user, part))) == domain) {
          hit += Rank.hit(ranks[user], 10);
          ndcg += Rank.ndcg(ranks[user], 10);
          count++;
        }
      }
      accuracies.add(new Accuracy(hit / count, ndcg / count, count));
    }
    return accuracies;
  }

  private int target(int user, Split part) {
    int event = interactions.begin(user);
    while (interactions.part(event) != part) {
      event++;
    }
    return event;
  }

  private int rank(Model model, Split part, int user, int sampled) {
    int event = target(user, part);
    int item = interactions.item(event);
    int domain = catalogue.domainOf(item);
    Context context = interactions.before(user, event);
    float[] scores = new float[catalogue.ordinals(domain).length];
    model.score(context, domain, scores);
    int position = catalogue.positionOf(item);
    boolean[] leftOut = context.positions(domain, catalogue);
    if (sampled == 0) {
      return Rank.of(scores, position, leftOut);
    }
    leftOut[position] = true;
    SplittableRandom random = new Seed(7).derive(interactions.user(user)).random();
    int[] candidates = new int[sampled];
    for (int n = 0; n < sampled; ) {
      int candidate = random.nextInt(scores.length);
      if (!leftOut[candidate]) {
        leftOut[candidate] = true;
        candidates[n++] = candidate;
      }
    }
    return Rank.among(scores, position, candidates);
  }
}
