package io.kuayu.model.bundle;

import io.kuayu.model.ModelReader;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a safetensors file through a memory map. The file is untrusted: every length and offset is
 * checked against the file's size before anything is read or allocated.
 */
final class TensorFileReader implements ModelReader {
  private static final int LENGTH_BYTES = 8;
  private static final ValueLayout.OfFloat FLOATS =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INTS =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONGS =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final Path file;
  private final MemorySegment content;
  private final String prefix;
  private final Map<String, Tensor> tensors;
  private final Map<String, String> properties;

  private TensorFileReader(
      Path file,
      MemorySegment content,
      String prefix,
      Map<String, Tensor> tensors,
      Map<String, String> properties) {
    this.file = file;
    this.content = content;
    this.prefix = prefix;
    this.tensors = tensors;
    this.properties = properties;
  }

  /** A tensor's type and shape, its length in values and its first byte in the file. */
  private record Tensor(TensorType type, List<Integer> shape, int length, long offset) {}

  /**
   * Opens a file, valid as long as the arena lives.
   *
   * @throws io.kuayu.core.KuayuException if the file does not match its header
   */
  static TensorFileReader open(Path file, Arena arena) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      MemorySegment content = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
      TensorFileReader reader =
          new TensorFileReader(file, content, "", new HashMap<>(), new HashMap<>());
      reader.readHeader();
      return reader;
    } catch (IOException e) {
      throw CorruptBundle.in(file, "cannot be read: " + e);
    }
  }

  private void readHeader() {
    long size = content.byteSize();
    long length = size < LENGTH_BYTES ? -1 : content.get(LONGS, 0);
    if (length < 2 || length > Math.min(size - LENGTH_BYTES, Integer.MAX_VALUE)) {
      throw CorruptBundle.in(file, "has no header of tensors");
    }
    byte[] json = content.asSlice(LENGTH_BYTES, length).toArray(ValueLayout.JAVA_BYTE);
    JsonNode header;
    try {
      header = JsonMapper.shared().readTree(new String(json, StandardCharsets.UTF_8));
    } catch (JacksonException e) {
      throw CorruptBundle.in(file, "has a broken header of tensors: " + e.getOriginalMessage());
    }
    for (Map.Entry<String, JsonNode> entry : header.properties()) {
      if (entry.getKey().equals(TensorFileWriter.METADATA)) {
        entry
            .getValue()
            .properties()
            .forEach(p -> properties.put(p.getKey(), p.getValue().asString("")));
      } else {
        tensors.put(
            entry.getKey(), tensor(entry.getKey(), entry.getValue(), LENGTH_BYTES + length));
      }
    }
  }

  private Tensor tensor(String name, JsonNode described, long dataBegin) {
    TensorType type;
    try {
      type = TensorType.valueOf(described.path("dtype").asString(""));
    } catch (IllegalArgumentException e) {
      throw CorruptBundle.in(file, "tensor '" + name + "' is of an unknown type");
    }
    List<Integer> shape = shape(name, described.path("shape"));
    long count =
        shape.stream().mapToLong(Integer::longValue).reduce(1, (one, other) -> one * other);
    long begin = described.path("data_offsets").path(0).asLong(-1);
    long end = described.path("data_offsets").path(1).asLong(-1);
    if (begin < 0 || end > content.byteSize() - dataBegin || end - begin != count * type.bytes) {
      throw CorruptBundle.in(file, "tensor '" + name + "' lies outside the file or its shape");
    }
    return new Tensor(type, shape, (int) count, dataBegin + begin);
  }

  /** A shape whose product of any axes fits an int, so that readers may multiply as they like. */
  private List<Integer> shape(String name, JsonNode sizes) {
    List<Integer> shape = new ArrayList<>();
    long product = 1;
    for (JsonNode size : sizes) {
      long extent = size.isIntegralNumber() && size.canConvertToLong() ? size.longValue() : -1;
      if (extent < 0
          || extent > Integer.MAX_VALUE
          || product * Math.max(1, extent) > Integer.MAX_VALUE) {
        throw CorruptBundle.in(file, "tensor '" + name + "' has an impossible shape");
      }
      shape.add((int) extent);
      product *= Math.max(1, extent);
    }
    if (shape.isEmpty()) {
      throw CorruptBundle.in(file, "tensor '" + name + "' has no shape");
    }
    return shape;
  }

  @Override
  public float[] floats(String name) {
    Tensor tensor = find(name, TensorType.F32);
    float[] values = new float[tensor.length()];
    MemorySegment.copy(content, FLOATS, tensor.offset(), values, 0, values.length);
    return values;
  }

  @Override
  public int[] ints(String name) {
    Tensor tensor = find(name, TensorType.I32);
    int[] values = new int[tensor.length()];
    MemorySegment.copy(content, INTS, tensor.offset(), values, 0, values.length);
    return values;
  }

  @Override
  public long[] longs(String name) {
    Tensor tensor = find(name, TensorType.I64);
    long[] values = new long[tensor.length()];
    MemorySegment.copy(content, LONGS, tensor.offset(), values, 0, values.length);
    return values;
  }

  @Override
  public int[] shape(String name) {
    return find(name).shape().stream().mapToInt(Integer::intValue).toArray();
  }

  @Override
  public String property(String name) {
    String value = properties.get(prefix + name);
    if (value == null) {
      throw CorruptBundle.in(file, "has no property '" + prefix + name + "'");
    }
    return value;
  }

  @Override
  public Optional<String> findProperty(String name) {
    return Optional.ofNullable(properties.get(prefix + name));
  }

  @Override
  public ModelReader within(String part) {
    return new TensorFileReader(file, content, prefix + part + "/", tensors, properties);
  }

  private Tensor find(String name, TensorType type) {
    Tensor tensor = find(name);
    if (tensor.type() != type) {
      throw CorruptBundle.in(
          file, "tensor '" + prefix + name + "' is " + tensor.type() + " instead of " + type);
    }
    return tensor;
  }

  private Tensor find(String name) {
    Tensor tensor = tensors.get(prefix + name);
    if (tensor == null) {
      throw CorruptBundle.in(file, "has no tensor '" + prefix + name + "'");
    }
    return tensor;
  }
}
