package io.kuayu.encoders;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import io.kuayu.model.ModelReader;
import io.kuayu.model.ModelWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The properties of a model in memory. */
final class PropertiesInMemory implements ModelWriter, ModelReader {
  final Map<String, String> values = new HashMap<>();

  @Override
  public void property(String name, String value) {
    values.put(name, value);
  }

  @Override
  public String property(String name) {
    return findProperty(name)
        .orElseThrow(() -> new KuayuException(ErrorCode.BUNDLE_DAMAGED, "no " + name, "write it"));
  }

  @Override
  public Optional<String> findProperty(String name) {
    return Optional.ofNullable(values.get(name));
  }

  @Override
  public void floats(String name, float[] values, int... shape) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void ints(String name, int[] values, int... shape) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void longs(String name, long[] values, int... shape) {
    throw new UnsupportedOperationException();
  }

  @Override
  public float[] floats(String name) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int[] ints(String name) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long[] longs(String name) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int[] shape(String name) {
    throw new UnsupportedOperationException();
  }

  @Override
  public PropertiesInMemory within(String part) {
    throw new UnsupportedOperationException();
  }
}
