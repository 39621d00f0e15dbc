package io.kuayu.model.bundle;

import io.kuayu.model.ModelWriter;
import java.io.IOException;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a file of the <a href="https://github.com/huggingface/safetensors">safetensors</a> format:
 * the length of a JSON header (eight bytes, little-endian), the header (type, shape and place of
 * each tensor; properties under {@code __metadata__}), then the values.
 *
 * <p>Arrays are kept by reference until {@link #write}, so writing needs no second copy.
 */
final class TensorFileWriter implements ModelWriter {
  static final String METADATA = "__metadata__";

  private static final int BUFFER = 1 << 20;
  private static final int ALIGNMENT = 8;

  private final String prefix;
  private final Map<String, Tensor> tensors;
  private final Map<String, String> properties;

  TensorFileWriter() {
    this("", new LinkedHashMap<>(), new LinkedHashMap<>());
  }

  private TensorFileWriter(
      String prefix, Map<String, Tensor> tensors, Map<String, String> properties) {
    this.prefix = prefix;
    this.tensors = tensors;
    this.properties = properties;
  }

  private record Tensor(TensorType type, List<Integer> shape, Buffer values) {}

  @Override
  public void floats(String name, float[] values, int... shape) {
    add(name, new Tensor(TensorType.F32, shapeOf(shape), FloatBuffer.wrap(values)));
  }

  @Override
  public void ints(String name, int[] values, int... shape) {
    add(name, new Tensor(TensorType.I32, shapeOf(shape), IntBuffer.wrap(values)));
  }

  @Override
  public void longs(String name, long[] values, int... shape) {
    add(name, new Tensor(TensorType.I64, shapeOf(shape), LongBuffer.wrap(values)));
  }

  @Override
  public void property(String name, String value) {
    if (properties.putIfAbsent(prefix + name, value) != null) {
      throw new IllegalArgumentException("property " + prefix + name + " is written twice");
    }
  }

  @Override
  public ModelWriter within(String part) {
    return new TensorFileWriter(prefix + part + "/", tensors, properties);
  }

  private static List<Integer> shapeOf(int[] shape) {
    return Arrays.stream(shape).boxed().toList();
  }

  private void add(String name, Tensor tensor) {
    long product = 1;
    for (int size : tensor.shape()) {
      product = Math.multiplyExact(product, (long) size);
    }
    if (product != tensor.values().capacity()) {
      throw new IllegalArgumentException(
          String.format(
              "tensor %s%s has %d values for the shape %s",
              prefix, name, tensor.values().capacity(), tensor.shape()));
    }
    if (tensors.putIfAbsent(prefix + name, tensor) != null) {
      throw new IllegalArgumentException("tensor " + prefix + name + " is written twice");
    }
  }

  /** Writes all values added so far to a new file and waits until it is on disk. */
  void write(Path file) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
      writeHeader(buffer, channel);
      for (Tensor tensor : tensors.values()) {
        switch (tensor.values()) {
          case FloatBuffer floats -> {
            while (floats.hasRemaining()) {
              room(buffer, channel).putFloat(floats.get());
            }
          }
          case IntBuffer ints -> {
            while (ints.hasRemaining()) {
              room(buffer, channel).putInt(ints.get());
            }
          }
          case LongBuffer longs -> {
            while (longs.hasRemaining()) {
              room(buffer, channel).putLong(longs.get());
            }
          }
          default -> throw new IllegalStateException("a tensor of " + tensor.type());
        }
      }
      flush(buffer, channel);
      channel.force(true);
    }
  }

  private void writeHeader(ByteBuffer buffer, FileChannel channel) throws IOException {
    Map<String, Object> header = new LinkedHashMap<>();
    header.put(METADATA, properties);
    long offset = 0;
    for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
      Tensor tensor = entry.getValue();
      long end = offset + (long) tensor.values().capacity() * tensor.type().bytes;
      // Sorted, because the order of Map.of differs between JVMs, and so would the checksum.
      Map<String, Object> described = new LinkedHashMap<>();
      described.put("dtype", tensor.type().name());
      described.put("shape", tensor.shape());
      described.put("data_offsets", List.of(offset, end));
      header.put(entry.getKey(), described);
      offset = end;
    }
    byte[] json = JsonMapper.shared().writeValueAsString(header).getBytes(StandardCharsets.UTF_8);
    int padded = Math.ceilDiv(json.length, ALIGNMENT) * ALIGNMENT;
    buffer.putLong(padded);
    for (int index = 0; index < padded; index++) {
      room(buffer, channel).put(index < json.length ? json[index] : (byte) ' ');
    }
  }

  private static ByteBuffer room(ByteBuffer buffer, FileChannel channel) throws IOException {
    if (buffer.remaining() < Long.BYTES) {
      flush(buffer, channel);
    }
    return buffer;
  }

  private static void flush(ByteBuffer buffer, FileChannel channel) throws IOException {
    buffer.flip();
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    buffer.clear();
  }
}
