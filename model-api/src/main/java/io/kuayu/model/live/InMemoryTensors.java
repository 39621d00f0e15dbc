package io.kuayu.model.live;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import io.kuayu.model.ModelReader;
import io.kuayu.model.ModelWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Passes the tensors that one model writes to another of its family, without a copy if possible.
 */
final class InMemoryTensors implements ModelWriter, ModelReader {
  private final String prefix;
  private final Map<String, Object> values;
  private final Map<String, int[]> shapes;

  InMemoryTensors() {
    this("", new HashMap<>(), new HashMap<>());
  }

  private InMemoryTensors(String prefix, Map<String, Object> values, Map<String, int[]> shapes) {
    this.prefix = prefix;
    this.values = values;
    this.shapes = shapes;
  }

  @Override
  public InMemoryTensors within(String part) {
    return new InMemoryTensors(prefix + part + "/", values, shapes);
  }

  @Override
  public void floats(String name, float[] tensor, int... shape) {
    put(name, tensor, shape);
  }

  @Override
  public void ints(String name, int[] tensor, int... shape) {
    put(name, tensor, shape);
  }

  @Override
  public void longs(String name, long[] tensor, int... shape) {
    put(name, tensor, shape);
  }

  private void put(String name, Object tensor, int[] shape) {
    values.put(prefix + name, tensor);
    shapes.put(prefix + name, shape.clone());
  }

  @Override
  public void property(String name, String value) {
    values.put("property " + prefix + name, value);
  }

  @Override
  public float[] floats(String name) {
    return get(prefix + name, float[].class);
  }

  @Override
  public int[] ints(String name) {
    return get(prefix + name, int[].class);
  }

  @Override
  public long[] longs(String name) {
    return get(prefix + name, long[].class);
  }

  @Override
  public int[] shape(String name) {
    int[] shape = shapes.get(prefix + name);
    if (shape == null) {
      throw missing(prefix + name);
    }
    return shape.clone();
  }

  @Override
  public String property(String name) {
    return get("property " + prefix + name, String.class);
  }

  @Override
  public Optional<String> findProperty(String name) {
    return Optional.ofNullable(values.get("property " + prefix + name)).map(String.class::cast);
  }

  private <T> T get(String name, Class<T> type) {
    Object value = values.get(name);
    if (!type.isInstance(value)) {
      throw missing(name);
    }
    return type.cast(value);
  }

  private static KuayuException missing(String name) {
    return new KuayuException(
        ErrorCode.BUNDLE_DAMAGED, "the model wrote no '" + name + "'", "train the model again");
  }
}
