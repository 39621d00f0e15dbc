package io.kuayu.training;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The saved state of a training between two epochs. A killed training resumes from it and ends with
 * the same bits as an uninterrupted one.
 *
 * @param epoch the next epoch
 * @param bestEpoch the epoch of the best validation, -1 before the first
 * @param bestValue its ndcg@10
 * @param present weights and state of the optimiser
 * @param best weights of the best epoch; empty before the first
 */
record Checkpoint(
    int epoch,
    int bestEpoch,
    double bestValue,
    Map<String, float[]> present,
    Map<String, float[]> best) {
  private static final int FORMAT = 0x6b757901;

  /** Number of values written at a time. */
  private static final int PIECE = 1 << 16;

  /** Writes to a temporary file, then moves it into place. */
  void write(Path file) {
    Path aside = file.resolveSibling(file.getFileName() + ".part");
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      try (var out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(aside)))) {
        out.writeInt(FORMAT);
        out.writeInt(epoch);
        out.writeInt(bestEpoch);
        out.writeDouble(bestValue);
        write(present, out);
        write(best, out);
      }
      Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the checkpoint " + file, e);
    }
  }

  /**
   * The saved checkpoint; empty if there is none or it cannot be read, since the training can start
   * over.
   */
  static Optional<Checkpoint> read(Path file) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      if (in.readInt() != FORMAT) {
        return Optional.empty();
      }
      return Optional.of(
          new Checkpoint(in.readInt(), in.readInt(), in.readDouble(), read(in), read(in)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete the checkpoint " + file, e);
    }
  }

  private static void write(Map<String, float[]> values, DataOutputStream out) throws IOException {
    out.writeInt(values.size());
    for (Map.Entry<String, float[]> entry : values.entrySet()) {
      out.writeUTF(entry.getKey());
      out.writeInt(entry.getValue().length);
      write(entry.getValue(), out);
    }
  }

  /** Writes in pieces, since the bytes of a large table do not fit into one array. */
  private static void write(float[] values, DataOutputStream out) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(PIECE * Float.BYTES);
    for (int begin = 0; begin < values.length; begin += PIECE) {
      int count = Math.min(PIECE, values.length - begin);
      bytes.asFloatBuffer().put(values, begin, count);
      out.write(bytes.array(), 0, count * Float.BYTES);
    }
  }

  private static void read(float[] values, DataInputStream in) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(PIECE * Float.BYTES);
    for (int begin = 0; begin < values.length; begin += PIECE) {
      int count = Math.min(PIECE, values.length - begin);
      in.readFully(bytes.array(), 0, count * Float.BYTES);
      bytes.asFloatBuffer().get(values, begin, count);
    }
  }

  private static Map<String, float[]> read(DataInputStream in) throws IOException {
    Map<String, float[]> values = new LinkedHashMap<>();
    int count = in.readInt();
    for (int index = 0; index < count; index++) {
      String name = in.readUTF();
      float[] floats = new float[in.readInt()];
      read(floats, in);
      values.put(name, floats);
    }
    return values;
  }
}
