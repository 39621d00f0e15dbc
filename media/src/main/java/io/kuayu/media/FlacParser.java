package io.kuayu.media;

/** FLAC (RFC 9639): the first block tells the sample rate and how many samples there are. */
final class FlacParser implements HeaderParser {
  private static final int BODY = 8;

  @Override
  public boolean recognises(MediaBytes file) {
    return file.has(0, "fLaC");
  }

  @Override
  public MediaHeader parse(MediaBytes file) throws InvalidMediaException {
    if ((file.byteAt(4) & 0x7f) != 0) {
      throw new InvalidMediaException("it is no whole FLAC: its first block is not the header");
    }
    int rate = file.big24(BODY + 10) >> 4;
    long samples = (long) (file.byteAt(BODY + 13) & 0xf) << 32 | file.big32(BODY + 14);
    if (rate == 0) {
      throw new InvalidMediaException("its header says 0 samples a second");
    }
    return new MediaHeader.Audio(
        MediaFormat.FLAC, samples == 0 ? Double.POSITIVE_INFINITY : (double) samples / rate);
  }
}
