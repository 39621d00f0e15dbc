package io.kuayu.media;

/** WAV: RIFF with a chunk {@code fmt} that tells bytes a second, and a chunk {@code data}. */
final class WavParser implements HeaderParser {
  private static final int FIRST_CHUNK = 12;
  private static final int CHUNK_FRAME = 8;

  @Override
  public boolean recognises(MediaBytes file) {
    return file.has(0, "RIFF") && file.has(8, "WAVE");
  }

  @Override
  public MediaHeader parse(MediaBytes file) throws InvalidMediaException {
    long bytesPerSecond = 0;
    long at = FIRST_CHUNK;
    while (at + CHUNK_FRAME <= file.size()) {
      int chunk = (int) at;
      long length = file.little32(chunk + 4);
      if (file.has(chunk, "fmt ")) {
        bytesPerSecond = file.little32(chunk + CHUNK_FRAME + 8);
      } else if (file.has(chunk, "data")) {
        if (bytesPerSecond == 0) {
          throw new InvalidMediaException("it is no whole WAV: its samples come before 'fmt'");
        }
        long present = Math.min(length, file.size() - at - CHUNK_FRAME);
        return new MediaHeader.Audio(MediaFormat.WAV, (double) present / bytesPerSecond);
      }
      at += CHUNK_FRAME + length + (length & 1);
    }
    throw MediaBytes.cut();
  }
}
