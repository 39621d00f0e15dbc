package io.kuayu.models.dense;

import io.kuayu.core.ArraySize;
import io.kuayu.core.Seed;
import io.kuayu.model.ModelReader;
import io.kuayu.model.ModelWriter;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToDoubleBiFunction;

/**
 * The names and sizes of a network's parameters, in order. A layer has a weight and a bias, both
 * named after its part of the network.
 */
public final class ParameterShapes {
  private static final String WEIGHT = ".weight";
  private static final String BIAS = ".bias";

  private final Map<String, int[]> sizes = new LinkedHashMap<>();

  public static String weight(String part) {
    return part + WEIGHT;
  }

  public static String bias(String part) {
    return part + BIAS;
  }

  /** A parameter by itself. */
  public void put(String name, int... size) {
    sizes.put(name, size);
  }

  /** Scale and shift of a normalisation. */
  public void norm(String part, int dim) {
    put(weight(part), dim);
    put(bias(part), dim);
  }

  /** Weight {@code [in, out]} and bias {@code [out]}. */
  public void linear(String part, int in, int out) {
    put(weight(part), in, out);
    put(bias(part), out);
  }

  /** All of them in the order in which they were put. */
  public Map<String, int[]> all() {
    return Collections.unmodifiableMap(sizes);
  }

  /** The sizes of one. */
  public int[] of(String name) {
    return named(sizes, name);
  }

  /** The value of a required name. */
  public static <T> T named(Map<String, T> all, String name) {
    T found = all.get(name);
    if (found == null) {
      throw new IllegalArgumentException("there is no parameter named " + name);
    }
    return found;
  }

  /**
   * Initial values: biases are zero, other vectors one, and tables normal around zero. Each
   * parameter has its own random stream, so that adding one changes no other.
   *
   * @param filled parameters that begin with one number throughout
   * @param deviation of a table, by its name and sizes
   */
  public Map<String, float[]> initial(
      Seed seed, Map<String, Float> filled, ToDoubleBiFunction<String, int[]> deviation) {
    Map<String, float[]> values = new LinkedHashMap<>();
    sizes.forEach(
        (name, size) -> {
          float[] numbers =
              new float
                  [ArraySize.product(
                      "numbers of the parameter " + name,
                      Arrays.stream(size).asLongStream().toArray())];
          if (filled.containsKey(name)) {
            Arrays.fill(numbers, named(filled, name));
          } else if (size.length > 1) {
            double spread = deviation.applyAsDouble(name, size);
            var random = seed.derive(name).random();
            for (int index = 0; index < numbers.length; index++) {
              numbers[index] = (float) (random.nextGaussian() * spread);
            }
          } else if (!name.endsWith(BIAS)) {
            Arrays.fill(numbers, 1);
          }
          values.put(name, numbers);
        });
    return values;
  }

  /** Writes the values of all. */
  public void write(Map<String, float[]> values, ModelWriter out) {
    sizes.forEach((name, size) -> out.floats(name, named(values, name), size));
  }

  /** Reads what {@link #write} wrote. */
  public Map<String, float[]> read(ModelReader in) {
    Map<String, float[]> values = new LinkedHashMap<>();
    sizes.keySet().forEach(name -> values.put(name, in.floats(name)));
    return values;
  }
}
