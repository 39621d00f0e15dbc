package io.kuayu.models.semantic;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Item;
import io.kuayu.core.ItemKey;
import io.kuayu.models.content.ContentVectors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Items of three domains whose vectors gather around some centres; every tenth has no text. */
final class Clusters {
  static final int ITEMS = 300;
  static final int WIDTH = 6;

  private Clusters() {}

  static Catalogue catalogue() {
    List<Item> items = new ArrayList<>();
    for (int item = 0; item < ITEMS; item++) {
      items.add(item("d" + item % 3, item));
    }
    return Catalogue.of(List.of("d0", "d1", "d2"), items);
  }

  static Item item(String domain, int number) {
    return new Item(new ItemKey(domain, "i" + number), "", "", Map.of());
  }

  static ContentVectors vectors(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] centres = new float[5 * WIDTH];
    for (int at = 0; at < centres.length; at++) {
      centres[at] = (float) random.nextGaussian();
    }
    float[] vectors = new float[ITEMS * WIDTH];
    for (int item = 0; item < ITEMS; item++) {
      int centre = random.nextInt(5);
      for (int axis = 0; axis < WIDTH && item % 10 != 9; axis++) {
        double value = centres[centre * WIDTH + axis] + .1 * random.nextGaussian();
        vectors[item * WIDTH + axis] = (float) value;
      }
    }
    return ContentVectors.ofNonZero(vectors, WIDTH);
  }
}
