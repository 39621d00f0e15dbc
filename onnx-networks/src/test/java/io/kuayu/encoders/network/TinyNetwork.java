package io.kuayu.encoders.network;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes small networks as ONNX, IR version 8, operator set 13. */
public final class TinyNetwork {
  public static final int FLOAT = 1;
  public static final int LONG = 7;

  private final Message graph = new Message().text(2, "tiny");

  /** Adds an input; a side of -1 may have any length. */
  public TinyNetwork input(String name, int type, long... sides) {
    graph.message(11, value(name, type, sides));
    return this;
  }

  /** Adds an output of floats. */
  public TinyNetwork output(String name, long... sides) {
    graph.message(12, value(name, FLOAT, sides));
    return this;
  }

  /** Adds a constant of floats. */
  public TinyNetwork constant(String name, float[] values, long... sides) {
    ByteBuffer raw =
        ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float each : values) {
      raw.putFloat(each);
    }
    Message tensor = new Message();
    for (long side : sides) {
      tensor.varint(1, side);
    }
    graph.message(5, tensor.varint(2, FLOAT).text(8, name).raw(9, raw.array()));
    return this;
  }

  /** Adds an operation. */
  public TinyNetwork node(String operator, List<String> inputs, String output) {
    graph.message(1, operation(operator, inputs, output));
    return this;
  }

  /** Adds an operation over axes, which go away. */
  public TinyNetwork reduce(String operator, String input, String output, long... axes) {
    Message list = new Message().text(1, "axes");
    for (long axis : axes) {
      list.varint(8, axis);
    }
    Message keep = new Message().text(1, "keepdims").varint(3, 0).varint(20, 2);
    Message node = operation(operator, List.of(input), output);
    graph.message(1, node.message(5, list.varint(20, 7)).message(5, keep));
    return this;
  }

  /** The file. */
  public byte[] bytes() {
    return new Message()
        .varint(1, 8)
        .message(7, graph)
        .message(8, new Message().text(1, "").varint(2, 13))
        .bytes();
  }

  private static Message operation(String operator, List<String> inputs, String output) {
    Message node = new Message();
    inputs.forEach(input -> node.text(1, input));
    return node.text(2, output).text(4, operator);
  }

  private static Message value(String name, int type, long... sides) {
    Message shape = new Message();
    for (int index = 0; index < sides.length; index++) {
      Message side = new Message();
      shape.message(
          1, sides[index] < 0 ? side.text(2, name + index) : side.varint(1, sides[index]));
    }
    Message tensor = new Message().varint(1, type).message(2, shape);
    return new Message().text(1, name).message(2, new Message().message(1, tensor));
  }

  /** A message of Protocol Buffers. */
  private static final class Message {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Message varint(int field, long value) {
      write((long) field << 3);
      write(value);
      return this;
    }

    Message raw(int field, byte[] bytes) {
      write((long) field << 3 | 2);
      write(bytes.length);
      out.writeBytes(bytes);
      return this;
    }

    Message text(int field, String text) {
      return raw(field, text.getBytes(StandardCharsets.UTF_8));
    }

    Message message(int field, Message message) {
      return raw(field, message.bytes());
    }

    byte[] bytes() {
      return out.toByteArray();
    }

    private void write(long value) {
      long rest = value;
      while (rest >>> 7 != 0) {
        out.write((int) (rest & 0x7f) | 0x80);
        rest >>>= 7;
      }
      out.write((int) rest);
    }
  }
}
