package io.kuayu.model.bundle;

import dev.hardwood.InputFile;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A memory-mapped Parquet file that is unmapped on close, so that it can then be deleted. Rejects
 * empty reads: if a page of a damaged file exceeds its column, the library would request them
 * endlessly.
 */
final class MappedFile implements InputFile {
  private final Path file;
  private final Arena arena = Arena.ofShared();
  private MemorySegment content = MemorySegment.NULL;

  MappedFile(Path file) {
    this.file = file;
  }

  @Override
  public void open() throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      content = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
    }
  }

  @Override
  public ByteBuffer readRange(long offset, int length) throws IOException {
    if (length <= 0) {
      throw new IOException("a part of it ends where it should go on");
    }
    return content.asSlice(offset, length).asByteBuffer();
  }

  @Override
  public long length() {
    return content.byteSize();
  }

  @Override
  public String name() {
    return file.toString();
  }

  @Override
  public void close() {
    if (arena.scope().isAlive()) {
      arena.close();
    }
  }
}
