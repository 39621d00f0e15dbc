package io.kuayu.encoders.audio;

import io.kuayu.core.content.Content;
import io.kuayu.core.content.ContentSource;
import io.kuayu.core.content.Modality;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Files of sounds for tests. */
final class Sounds {
  private Sounds() {}

  /** A mono WAV of 16 bits. */
  static Content wav(int rate, float[] samples) {
    ByteBuffer out = ByteBuffer.allocate(44 + 2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
    out.put(ascii("RIFF")).putInt(out.capacity() - 8).put(ascii("WAVEfmt ")).putInt(16);
    out.putShort((short) 1).putShort((short) 1).putInt(rate).putInt(2 * rate);
    out.putShort((short) 2).putShort((short) 16).put(ascii("data")).putInt(2 * samples.length);
    for (float sample : samples) {
      out.putShort((short) Math.round(32_767 * sample));
    }
    return content(out.array());
  }

  static Content content(byte[] file) {
    return new Content(Modality.AUDIO, new ContentSource.InlineBytes(file));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
