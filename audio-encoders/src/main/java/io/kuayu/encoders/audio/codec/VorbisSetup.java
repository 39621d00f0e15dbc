package io.kuayu.encoders.audio.codec;

import io.kuayu.encoders.audio.codec.VorbisBits.EndOfPacketException;
import io.kuayu.media.InvalidMediaException;
import java.util.ArrayList;
import java.util.List;

/** What the headers of Ogg Vorbis say (Vorbis I, section 4). */
record VorbisSetup(
    int rate,
    int channels,
    int shortBlock,
    int longBlock,
    List<VorbisCodebook> books,
    List<VorbisFloor> floors,
    List<VorbisResidue> residues,
    List<Mapping> mappings,
    List<Mode> modes) {
  private static final int MAX_CHANNELS = 8;

  /**
   * How the channels of a block are written.
   *
   * @param magnitudes channels of which each is coupled with one of the angles
   * @param submap of each channel
   * @param floors of each submap
   * @param residues of each submap
   */
  @SuppressWarnings("ArrayRecordComponent") // Read once, never compared.
  record Mapping(int[] magnitudes, int[] angles, int[] submap, int[] floors, int[] residues) {}

  /** A kind of block. */
  record Mode(boolean isLong, Mapping mapping) {}

  static VorbisSetup read(byte[] identification, byte[] setup) throws InvalidMediaException {
    try {
      VorbisBits bits = header(identification, 1);
      int version = bits.read(32);
      int channels = bits.read(8);
      int rate = bits.read(32);
      bits.read(32);
      bits.read(32);
      bits.read(32);
      int shortBlock = 1 << bits.read(4);
      int longBlock = 1 << bits.read(4);
      if (version != 0
          || channels < 1
          || channels > MAX_CHANNELS
          || shortBlock < 64
          || longBlock < shortBlock
          || longBlock > 8_192) {
        throw VorbisCodebook.damaged();
      }
      return read(header(setup, 5), channels, rate, shortBlock, longBlock);
    } catch (EndOfPacketException e) {
      throw new InvalidMediaException("its headers end too early", e);
    }
  }

  private static VorbisSetup read(
      VorbisBits bits, int channels, int rate, int shortBlock, int longBlock)
      throws EndOfPacketException, InvalidMediaException {
    List<VorbisCodebook> books = new ArrayList<>();
    for (int count = bits.read(8) + 1; count > 0; count--) {
      books.add(VorbisCodebook.read(bits));
    }
    for (int count = bits.read(6) + 1; count > 0; count--) {
      bits.read(16);
    }
    List<VorbisFloor> floors = new ArrayList<>();
    for (int count = bits.read(6) + 1; count > 0; count--) {
      floors.add(VorbisFloor.read(bits, books.size()));
    }
    List<VorbisResidue> residues = new ArrayList<>();
    for (int count = bits.read(6) + 1; count > 0; count--) {
      residues.add(VorbisResidue.read(bits, books));
    }
    List<Mapping> mappings = new ArrayList<>();
    for (int count = bits.read(6) + 1; count > 0; count--) {
      mappings.add(mapping(bits, channels, floors.size(), residues.size()));
    }
    List<Mode> modes = new ArrayList<>();
    for (int count = bits.read(6) + 1; count > 0; count--) {
      boolean isLong = bits.flag();
      bits.read(32);
      modes.add(new Mode(isLong, mappings.get(checked(bits.read(8), mappings.size()))));
    }
    return new VorbisSetup(
        rate, channels, shortBlock, longBlock, books, floors, residues, mappings, modes);
  }

  private static Mapping mapping(VorbisBits bits, int channels, int floors, int residues)
      throws EndOfPacketException, InvalidMediaException {
    if (bits.read(16) != 0) {
      throw VorbisCodebook.damaged();
    }
    int submaps = bits.flag() ? bits.read(4) + 1 : 1;
    int steps = bits.flag() ? bits.read(8) + 1 : 0;
    int width = VorbisBits.width(channels - 1);
    int[] magnitudes = new int[steps];
    int[] angles = new int[steps];
    for (int step = 0; step < steps; step++) {
      magnitudes[step] = checked(bits.read(width), channels);
      angles[step] = checked(bits.read(width), channels);
      if (magnitudes[step] == angles[step]) {
        throw VorbisCodebook.damaged();
      }
    }
    bits.read(2);
    int[] submap = new int[channels];
    for (int channel = 0; submaps > 1 && channel < channels; channel++) {
      submap[channel] = checked(bits.read(4), submaps);
    }
    int[] floor = new int[submaps];
    int[] residue = new int[submaps];
    for (int index = 0; index < submaps; index++) {
      bits.read(8);
      floor[index] = checked(bits.read(8), floors);
      residue[index] = checked(bits.read(8), residues);
    }
    return new Mapping(magnitudes, angles, submap, floor, residue);
  }

  private static VorbisBits header(byte[] packet, int kind)
      throws EndOfPacketException, InvalidMediaException {
    VorbisBits bits = new VorbisBits(packet);
    boolean isHeader = bits.read(8) == kind;
    for (char letter : "vorbis".toCharArray()) {
      isHeader &= bits.read(8) == letter;
    }
    if (!isHeader) {
      throw new InvalidMediaException("its headers of Vorbis are damaged");
    }
    return bits;
  }

  private static int checked(int number, int size) throws InvalidMediaException {
    if (number >= size) {
      throw VorbisCodebook.damaged();
    }
    return number;
  }

  int modeBits() {
    return VorbisBits.width(modes.size() - 1);
  }

  Mode mode(int number) throws InvalidMediaException {
    return modes.get(checked(number, modes.size()));
  }
}
