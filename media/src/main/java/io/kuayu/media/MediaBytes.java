package io.kuayu.media;

import java.nio.charset.StandardCharsets;

/** Numbers at places of a file. Reading behind its end means that the file was cut. */
@SuppressWarnings("ArrayRecordComponent") // Handed on once, never compared.
record MediaBytes(byte[] bytes) {
  int size() {
    return bytes.length;
  }

  /** Whether a text in ASCII stands at a place. */
  boolean has(int at, String text) {
    byte[] wanted = text.getBytes(StandardCharsets.ISO_8859_1);
    if (at < 0 || at > bytes.length - wanted.length) {
      return false;
    }
    for (int index = 0; index < wanted.length; index++) {
      if (bytes[at + index] != wanted[index]) {
        return false;
      }
    }
    return true;
  }

  int byteAt(int at) throws InvalidMediaException {
    if (at < 0 || at >= bytes.length) {
      throw cut();
    }
    return bytes[at] & 0xff;
  }

  int big16(int at) throws InvalidMediaException {
    return byteAt(at) << 8 | byteAt(at + 1);
  }

  int big24(int at) throws InvalidMediaException {
    return big16(at) << 8 | byteAt(at + 2);
  }

  long big32(int at) throws InvalidMediaException {
    return (long) big16(at) << 16 | big16(at + 2);
  }

  int little16(int at) throws InvalidMediaException {
    return byteAt(at) | byteAt(at + 1) << 8;
  }

  int little24(int at) throws InvalidMediaException {
    return little16(at) | byteAt(at + 2) << 16;
  }

  long little32(int at) throws InvalidMediaException {
    return little16(at) | (long) little16(at + 2) << 16;
  }

  long little64(int at) throws InvalidMediaException {
    return little32(at) | little32(at + 4) << 32;
  }

  static InvalidMediaException cut() {
    return new InvalidMediaException("it ends too early: the file was cut");
  }
}
