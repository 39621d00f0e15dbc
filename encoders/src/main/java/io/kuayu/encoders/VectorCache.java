package io.kuayu.encoders;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The vectors that an encoder once gave, on disk by the hash of their content; one file an encoder.
 *
 * <p>The file is a header and records of one size, each with its own checksum, and only ever grows
 * at its end. A crash leaves at most a torn record, which the next append overwrites; a damaged
 * record is told and encoded again. Where the file holds far more than was asked for, it is written
 * anew without the rest, so reading it costs at most a few times what is needed.
 */
final class VectorCache implements VectorStore {
  private static final Logger LOG = LoggerFactory.getLogger(VectorCache.class);
  private static final long MAGIC = 0x4b55415955564543L;
  private static final int VERSION = 1;
  private static final int HEADER = Long.BYTES + 2 * Integer.BYTES + ContentHash.BYTES;
  private static final int SPARED_RECORDS = 20_000;
  private static final int GROWTH = 4;
  private static final int RECORDS_AT_ONCE = 512;

  private final Path file;
  private final EncoderIdentity identity;
  private final int dimension;
  private final int recordSize;

  /**
   * A cache that makes its file when it first keeps something.
   *
   * @param folder where the files of all encoders lie
   */
  VectorCache(Path folder, EncoderIdentity identity, int dimension) {
    ContentHash hash = ContentHash.of(identity.toString());
    file =
        folder.resolve("%s-%016x.vectors".formatted(identity.modality().lowerCase(), hash.high()));
    this.identity = identity;
    this.dimension = dimension;
    recordSize = ContentHash.BYTES + dimension * Float.BYTES + Integer.BYTES;
  }

  @Override
  public Map<ContentHash, float[]> find(Set<ContentHash> wanted) {
    Map<ContentHash, float[]> found = new HashMap<>();
    if (!Files.exists(file)) {
      return found;
    }
    long records = 0;
    long damaged = 0;
    try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
      if (!hasHeader(in)) {
        LOG.warn("{} is no readable cache of {}: its contents are encoded again", file, identity);
        return found;
      }
      ByteBuffer buffer = ByteBuffer.allocate(recordSize * RECORDS_AT_ONCE);
      while (fill(in, buffer)) {
        while (buffer.remaining() >= recordSize) {
          records++;
          damaged += record(buffer, wanted, found) ? 0 : 1;
        }
        if (buffer.hasRemaining()) {
          LOG.warn("the last record of {} is torn: its content is encoded again", file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the cache of vectors " + file, e);
    }
    if (damaged > 0) {
      LOG.warn("{} damaged records in {}: their contents are encoded again", damaged, file);
    }
    if (records > SPARED_RECORDS + (long) GROWTH * found.size()) {
      rewrite(found);
    }
    return found;
  }

  @Override
  public void append(List<ContentHash> contents, float[][] vectors) {
    Map<ContentHash, float[]> more = new LinkedHashMap<>();
    for (int index = 0; index < vectors.length; index++) {
      more.put(contents.get(index), vectors[index]);
    }
    // A file lock keeps out other processes, and the monitor the other threads of this one.
    synchronized (VectorCache.class) {
      try {
        Files.createDirectories(file.toAbsolutePath().getParent());
        try (FileChannel out =
                FileChannel.open(
                    file,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            FileLock _ = out.lock()) {
          if (!hasHeader(out)) {
            out.truncate(0);
            write(out, header(), 0);
          }
          long whole = (out.size() - HEADER) / recordSize;
          write(out, records(more), HEADER + whole * recordSize);
        }
      } catch (IOException e) {
        throw new UncheckedIOException("cannot write the cache of vectors " + file, e);
      }
    }
  }

  private void rewrite(Map<ContentHash, float[]> kept) {
    synchronized (VectorCache.class) {
      Path aside = file.resolveSibling(file.getFileName() + ".new");
      try {
        try (FileChannel out =
            FileChannel.open(
                aside,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
          write(out, header(), 0);
          write(out, records(kept), HEADER);
          out.force(true);
        }
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot rewrite the cache of vectors " + file, e);
      }
    }
  }

  /** Whether the record is whole; it is kept where it is wanted. */
  private boolean record(
      ByteBuffer buffer, Set<ContentHash> wanted, Map<ContentHash, float[]> found) {
    int start = buffer.position();
    int checksum = buffer.getInt(start + recordSize - Integer.BYTES);
    boolean whole = checksum == checksum(buffer, start);
    if (whole) {
      ContentHash content = ContentHash.read(buffer);
      if (wanted.contains(content)) {
        float[] vector = new float[dimension];
        buffer.asFloatBuffer().get(vector);
        found.put(content, vector);
      }
    }
    buffer.position(start + recordSize);
    return whole;
  }

  private ByteBuffer records(Map<ContentHash, float[]> entries) {
    ByteBuffer buffer = ByteBuffer.allocate(Math.multiplyExact(recordSize, entries.size()));
    entries.forEach(
        (content, vector) -> {
          int start = buffer.position();
          content.write(buffer);
          buffer.asFloatBuffer().put(vector);
          buffer.position(start + recordSize - Integer.BYTES);
          buffer.putInt(checksum(buffer, start));
        });
    return buffer.flip();
  }

  private int checksum(ByteBuffer buffer, int start) {
    CRC32C sum = new CRC32C();
    sum.update(buffer.slice(start, recordSize - Integer.BYTES));
    return (int) sum.getValue();
  }

  private ByteBuffer header() {
    ByteBuffer header = ByteBuffer.allocate(HEADER).putLong(MAGIC).putInt(VERSION);
    header.putInt(dimension);
    ContentHash.of(identity.toString()).write(header);
    return header.flip();
  }

  private boolean hasHeader(FileChannel in) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(HEADER);
    in.position(0);
    return fill(in, buffer) && buffer.equals(header());
  }

  /** Reads as much as the buffer holds; false at the end of the file. */
  private static boolean fill(FileChannel in, ByteBuffer buffer) throws IOException {
    buffer.clear();
    while (buffer.hasRemaining() && in.read(buffer) >= 0) {
      // A channel may give less than was asked for.
    }
    return buffer.flip().hasRemaining();
  }

  private static void write(FileChannel out, ByteBuffer buffer, long position) throws IOException {
    long at = position;
    while (buffer.hasRemaining()) {
      at += out.write(buffer, at);
    }
  }
}
