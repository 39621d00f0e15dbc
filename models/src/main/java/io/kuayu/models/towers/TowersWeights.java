package io.kuayu.models.towers;

import io.kuayu.model.ModelReader;
import io.kuayu.model.ModelWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The trained weights of {@code towers}, over the n items and m domains of their training.
 *
 * @param values by name: {@code ids [n, embedding]}, {@code words [buckets, embedding]}, {@code
 *     domains} and {@code targets [m, embedding]}, {@code bias [n]}, {@code seen [n]} (1 for items
 *     that occur in training), and for each tower {@code inner.weight}, {@code inner.bias}, {@code
 *     outer.weight}, {@code outer.bias} as PyTorch lays them out
 */
public record TowersWeights(int embedding, int length, double decay, Map<String, float[]> values) {
  public static final String IDS = "ids";
  public static final String WORDS = "words";
  public static final String DOMAINS = "domains";
  public static final String TARGETS = "targets";
  public static final String BIAS = "bias";
  public static final String SEEN = "seen";
  public static final String ITEM = "item.";
  public static final String USER = "user.";
  public static final String INNER = "inner.";
  public static final String OUTER = "outer.";
  private static final List<String> TABLES = List.of(IDS, WORDS, DOMAINS, TARGETS);
  private static final List<String> VECTORS =
      List.of(
          BIAS,
          SEEN,
          ITEM + INNER + "bias",
          ITEM + OUTER + "bias",
          USER + INNER + "bias",
          USER + OUTER + "bias");
  private static final List<String> LAYERS =
      List.of(ITEM + INNER, ITEM + OUTER, USER + INNER, USER + OUTER);
  private static final String LENGTH = "history-length";
  private static final String DECAY = "history-decay";

  float[] get(String name) {
    float[] found = values.get(name);
    if (found == null) {
      throw new IllegalArgumentException("there is no weight named " + name);
    }
    return found;
  }

  /** Number of items of the training. */
  int items() {
    return get(SEEN).length;
  }

  /** Number of domains of the training. */
  int domains() {
    return get(DOMAINS).length / embedding;
  }

  boolean seen(int item) {
    return item < items() && get(SEEN)[item] > 0;
  }

  void write(ModelWriter out) {
    out.property(LENGTH, Integer.toString(length));
    out.property(DECAY, Double.toString(decay));
    TABLES.forEach(name -> out.floats(name, get(name), get(name).length / embedding, embedding));
    VECTORS.forEach(name -> out.floats(name, get(name), get(name).length));
    for (String layer : LAYERS) {
      float[] weight = get(layer + "weight");
      int outputs = get(layer + "bias").length;
      out.floats(layer + "weight", weight, outputs, weight.length / outputs);
    }
  }

  static TowersWeights read(ModelReader in) {
    Map<String, float[]> values = new LinkedHashMap<>();
    TABLES.forEach(name -> values.put(name, in.floats(name)));
    VECTORS.forEach(name -> values.put(name, in.floats(name)));
    LAYERS.forEach(layer -> values.put(layer + "weight", in.floats(layer + "weight")));
    return new TowersWeights(
        in.shape(IDS)[1],
        Integer.parseInt(in.property(LENGTH)),
        Double.parseDouble(in.property(DECAY)),
        values);
  }
}
