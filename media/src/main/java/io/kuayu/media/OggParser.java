package io.kuayu.media;

/**
 * Ogg with Vorbis (RFC 3533, RFC 5215): the first page tells the sample rate, the last one the
 * number of the last sample.
 */
final class OggParser implements HeaderParser {
  private static final int PAGE_HEADER = 27;
  private static final int PACKET = 28;

  @Override
  public boolean recognises(MediaBytes file) {
    return file.has(0, "OggS");
  }

  @Override
  public MediaHeader parse(MediaBytes file) throws InvalidMediaException {
    if (!file.has(PACKET, "\u0001vorbis")) {
      throw new InvalidMediaException("it is an Ogg without Vorbis");
    }
    long rate = file.little32(PACKET + 12);
    if (rate == 0) {
      throw new InvalidMediaException("its header says 0 samples a second");
    }
    long last = 0;
    int at = 0;
    while (file.has(at, "OggS")) {
      int segments = file.byteAt(at + 26);
      int end = at + PAGE_HEADER + segments;
      for (int segment = 0; segment < segments; segment++) {
        end += file.byteAt(at + PAGE_HEADER + segment);
      }
      last = Math.max(last, file.little64(at + 6));
      if (end > file.size()) {
        throw MediaBytes.cut();
      }
      at = end;
    }
    return new MediaHeader.Audio(MediaFormat.OGG, (double) last / rate);
  }
}
