package io.kuayu.encoders.audio.codec;

import io.kuayu.media.InvalidMediaException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** The packets of the first stream of an Ogg (RFC 3533). Pages of other streams are skipped. */
final class OggPackets {
  private static final int PAGE_HEADER = 27;
  private static final int CAPTURE = 0x5367674f;

  private final ByteBuffer file;
  private final int stream;
  private int segment;
  private int segments;
  private int table;
  private int body;
  private int nextPage;

  OggPackets(byte[] bytes) throws InvalidMediaException {
    file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.length < PAGE_HEADER) {
      throw new InvalidMediaException("it ends too early: the file was cut");
    }
    stream = file.getInt(14);
  }

  /** The next packet, or null where the file has no further whole one. */
  byte @Nullable [] next() {
    ByteArrayOutputStream packet = new ByteArrayOutputStream();
    while (true) {
      if (segment == segments && !nextPage()) {
        return null;
      }
      while (segment < segments) {
        int length = file.get(table + segment++) & 0xff;
        packet.write(file.array(), body, length);
        body += length;
        if (length < 255) {
          return packet.toByteArray();
        }
      }
    }
  }

  private boolean nextPage() {
    while (nextPage <= file.capacity() - PAGE_HEADER && file.getInt(nextPage) == CAPTURE) {
      int page = nextPage;
      segments = file.get(page + 26) & 0xff;
      table = page + PAGE_HEADER;
      body = table + segments;
      if (body > file.capacity()) {
        break;
      }
      int end = body;
      for (int index = 0; index < segments; index++) {
        end += file.get(table + index) & 0xff;
      }
      if (end > file.capacity()) {
        break;
      }
      nextPage = end;
      if (file.getInt(page + 14) == stream && segments > 0) {
        segment = 0;
        return true;
      }
    }
    segment = 0;
    segments = 0;
    nextPage = Integer.MAX_VALUE;
    return false;
  }
}
