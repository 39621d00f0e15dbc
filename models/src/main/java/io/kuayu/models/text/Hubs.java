package io.kuayu.models.text;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How near each item of a domain is to its nearest neighbours: the mean of its {@value #NEAREST}
 * greatest similarities among a sample of the domain's items. Items that come later are compared
 * with the same sample.
 */
final class Hubs {
  static final Hubs NONE = new Hubs(new int[0], new ItemText[0], new float[0]);

  private static final int NEAREST = 10;
  private static final int SAMPLE = 2048;

  private final int[] positions;
  private final ItemText[] texts;
  private final float[] values;

  private Hubs(int[] positions, ItemText[] texts, float[] values) {
    this.positions = positions;
    this.texts = texts;
    this.values = values;
  }

  /** Finds those of the first items. Costs their number times 2,048 similarities. */
  static Hubs find(DomainTexts domain, int items, TextSimilarity how) {
    Hubs sample = of(domain, new float[items], how);
    if (sample.texts.length > 0) {
      IntStream.range(0, domain.tiles())
          .parallel()
          .forEach(tile -> sample.findTile(domain, tile, items));
    }
    return sample;
  }

  /** Those that are known of the first items; the sample is taken from them. */
  static Hubs of(DomainTexts domain, float[] known, TextSimilarity how) {
    int[] present = IntStream.range(0, known.length).filter(domain::has).toArray();
    int size = Math.min(SAMPLE, present.length);
    int[] positions =
        IntStream.range(0, size)
            .map(index -> present[(int) ((long) index * present.length / size)])
            .toArray();
    ItemText[] texts = Arrays.stream(positions).mapToObj(domain::text).toArray(ItemText[]::new);
    return new Hubs(positions, texts, known);
  }

  /** The same with room for more items, whose values are found. */
  Hubs grown(DomainTexts domain, int items, TextSimilarity how) {
    return over(domain, items, IntStream.range(values.length, items).toArray(), how);
  }

  /** The same with room for more items; finds the values of some. */
  Hubs over(DomainTexts domain, int items, int[] changed, TextSimilarity how) {
    float[] later = Arrays.copyOf(values, items);
    for (int position : changed) {
      later[position] = domain.has(position) ? value(domain, position, how) : 0;
    }
    return new Hubs(positions, texts, later);
  }

  float of(int position) {
    return values.length == 0 ? 0 : values[position];
  }

  private float value(DomainTexts domain, int position, TextSimilarity how) {
    ItemText own = domain.text(position);
    float[] nearest = none();
    for (int index = 0; index < texts.length; index++) {
      if (positions[index] != position) {
        insert(nearest, (float) own.similarity(texts[index], how));
      }
    }
    return mean(nearest);
  }

  private void findTile(DomainTexts domain, int tile, int items) {
    int first = tile * DomainTexts.TILE;
    int count = Math.min(DomainTexts.TILE, items - first);
    float[][] nearest = new float[Math.max(0, count)][];
    Arrays.setAll(nearest, item -> none());
    int chunk = 16;
    for (int from = 0; from < texts.length; from += chunk) {
      ItemText[] some = Arrays.copyOfRange(texts, from, Math.min(texts.length, from + chunk));
      float[][] similarities = new float[some.length][DomainTexts.TILE];
      domain.similarities(tile, some, similarities);
      for (int index = 0; index < some.length; index++) {
        for (int item = 0; item < count; item++) {
          if (positions[from + index] != first + item) {
            insert(nearest[item], similarities[index][item]);
          }
        }
      }
    }
    for (int item = 0; item < count; item++) {
      values[first + item] = domain.has(first + item) ? mean(nearest[item]) : 0;
    }
  }

  private static float[] none() {
    float[] nearest = new float[NEAREST];
    Arrays.fill(nearest, Float.NEGATIVE_INFINITY);
    return nearest;
  }

  /** Keeps the greatest, ascending. */
  private static void insert(float[] nearest, float value) {
    if (value <= nearest[0]) {
      return;
    }
    int at = 0;
    while (at + 1 < nearest.length && nearest[at + 1] < value) {
      nearest[at] = nearest[at + 1];
      at++;
    }
    nearest[at] = value;
  }

  private static float mean(float[] nearest) {
    double sum = 0;
    int count = 0;
    for (float value : nearest) {
      if (value > Float.NEGATIVE_INFINITY) {
        sum += value;
        count++;
      }
    }
    return count == 0 ? 0 : (float) (sum / count);
  }
}
