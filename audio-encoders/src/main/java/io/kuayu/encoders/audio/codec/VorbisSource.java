package io.kuayu.encoders.audio.codec;

import io.kuayu.encoders.audio.codec.VorbisBits.EndOfPacketException;
import io.kuayu.media.InvalidMediaException;
import org.jspecify.annotations.Nullable;

/** Ogg Vorbis (Vorbis I), packet by packet. */
final class VorbisSource implements SampleSource {
  private final OggPackets packets;
  private final VorbisSetup setup;
  private final VorbisTransform[] transforms;
  private float @Nullable [] previous;

  VorbisSource(byte[] file) throws InvalidMediaException {
    packets = new OggPackets(file);
    byte[] identification = packets.next();
    byte[] comment = packets.next();
    byte[] codes = packets.next();
    if (identification == null || comment == null || codes == null) {
      throw new InvalidMediaException("it ends too early: the file was cut");
    }
    setup = VorbisSetup.read(identification, codes);
    transforms =
        new VorbisTransform[] {
          new VorbisTransform(setup.shortBlock()), new VorbisTransform(setup.longBlock())
        };
  }

  @Override
  public int rate() {
    return setup.rate();
  }

  @Override
  public float @Nullable [] next() throws InvalidMediaException {
    while (true) {
      byte[] packet = packets.next();
      if (packet == null) {
        return null;
      }
      float[] block;
      try {
        block = block(new VorbisBits(packet));
      } catch (EndOfPacketException e) {
        // A packet without a sound.
        continue;
      }
      float[] before = previous;
      previous = block;
      if (before != null) {
        return joined(before, block);
      }
    }
  }

  /** The mean of all channels of a packet, under its window. */
  private float[] block(VorbisBits bits) throws EndOfPacketException, InvalidMediaException {
    if (bits.flag()) {
      throw new EndOfPacketException();
    }
    VorbisSetup.Mode mode = setup.mode(bits.read(setup.modeBits()));
    boolean isLong = mode.isLong();
    boolean isLongBefore = isLong && bits.flag();
    boolean isLongAfter = isLong && bits.flag();
    int size = isLong ? setup.longBlock() : setup.shortBlock();
    float[][] spectra = new VorbisSpectra(setup, mode.mapping(), size / 2).read(bits);
    float[] mean = new float[size / 2];
    for (float[] spectrum : spectra) {
      for (int index = 0; index < mean.length; index++) {
        mean[index] += spectrum[index] / spectra.length;
      }
    }
    // The transform is linear: one of the mean is enough.
    float[] block = transforms[isLong ? 1 : 0].inverse(mean);
    int left = isLongBefore ? setup.longBlock() : setup.shortBlock();
    int right = isLongAfter ? setup.longBlock() : setup.shortBlock();
    for (int index = 0; index < size / 2; index++) {
      block[index] *= slope(index - size / 4 + left / 4, left / 2);
      block[size - 1 - index] *= slope(index - size / 4 + right / 4, right / 2);
    }
    return block;
  }

  private static float slope(int index, int length) {
    if (index < 0) {
      return 0;
    }
    if (index >= length) {
      return 1;
    }
    double sine = Math.sin((index + .5) / length * Math.PI / 2);
    return (float) Math.sin(Math.PI / 2 * sine * sine);
  }

  /** The samples from the middle of a block to the middle of the next one. */
  private static float[] joined(float[] before, float[] block) {
    float[] samples = new float[before.length / 4 + block.length / 4];
    int fromBefore = before.length / 2;
    int fromBlock = block.length / 2 - samples.length;
    for (int index = 0; index < samples.length; index++) {
      int at = fromBefore + index;
      float sum = at < before.length ? before[at] : 0;
      at = fromBlock + index;
      samples[index] = Math.clamp(at >= 0 ? sum + block[at] : sum, -1f, 1f);
    }
    return samples;
  }
}
