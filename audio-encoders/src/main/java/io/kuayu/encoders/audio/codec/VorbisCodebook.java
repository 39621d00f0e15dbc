package io.kuayu.encoders.audio.codec;

import io.kuayu.encoders.audio.codec.VorbisBits.EndOfPacketException;
import io.kuayu.media.InvalidMediaException;
import java.util.Arrays;

/** A code of Huffman whose entries may stand for vectors (Vorbis I, section 3). */
final class VorbisCodebook {
  private static final int SYNC = 0x564342;

  /** Encoders write some thousand entries of at most eight dimensions. */
  private static final int MAX_ENTRIES = 1 << 16;

  private static final int MAX_NUMBERS = 1 << 19;
  private static final int MAX_DIMENSION = 64;
  private static final int MAX_LENGTH = 32;

  private final int dimension;
  private final float[] vectors;
  private int[] tree = new int[64];
  private int nodes = 1;

  private VorbisCodebook(int dimension, float[] vectors) {
    this.dimension = dimension;
    this.vectors = vectors;
  }

  static VorbisCodebook read(VorbisBits bits) throws EndOfPacketException, InvalidMediaException {
    if (bits.read(24) != SYNC) {
      throw damaged();
    }
    int dimension = bits.read(16);
    int entries = bits.read(24);
    if (dimension == 0
        || dimension > MAX_DIMENSION
        || entries == 0
        || entries > MAX_ENTRIES
        || entries * dimension > MAX_NUMBERS) {
      throw new InvalidMediaException(
          "its code has %d entries of %d dimensions, which no encoder writes"
              .formatted(entries, dimension));
    }
    int[] lengths = bits.flag() ? ordered(bits, entries) : lengths(bits, entries);
    VorbisCodebook book = new VorbisCodebook(dimension, vectors(bits, entries, dimension));
    book.plant(lengths);
    return book;
  }

  int dimension() {
    return dimension;
  }

  boolean hasVectors() {
    return vectors.length > 0;
  }

  /** Reads the number of an entry. */
  int entry(VorbisBits bits) throws EndOfPacketException, InvalidMediaException {
    int node = 0;
    while (true) {
      int next = tree[2 * node + bits.read(1)];
      if (next == 0) {
        throw damaged();
      }
      if (next < 0) {
        return -next - 1;
      }
      node = next;
    }
  }

  /** Reads an entry and tells where its vector begins in {@link #numbers}. */
  int vector(VorbisBits bits) throws EndOfPacketException, InvalidMediaException {
    return entry(bits) * dimension;
  }

  /** {@code [entries, dimension]}, or nothing. */
  float[] numbers() {
    return vectors;
  }

  private static int[] ordered(VorbisBits bits, int entries)
      throws EndOfPacketException, InvalidMediaException {
    int[] lengths = new int[entries];
    int length = bits.read(5) + 1;
    for (int entry = 0; entry < entries; length++) {
      int run = bits.read(VorbisBits.width(entries - entry));
      if (length > MAX_LENGTH || run > entries - entry) {
        throw damaged();
      }
      for (int end = entry + run; entry < end; entry++) {
        lengths[entry] = length;
      }
    }
    return lengths;
  }

  private static int[] lengths(VorbisBits bits, int entries) throws EndOfPacketException {
    boolean isSparse = bits.flag();
    int[] lengths = new int[entries];
    for (int entry = 0; entry < entries; entry++) {
      lengths[entry] = !isSparse || bits.flag() ? bits.read(5) + 1 : 0;
    }
    return lengths;
  }

  private static float[] vectors(VorbisBits bits, int entries, int dimension)
      throws EndOfPacketException, InvalidMediaException {
    int kind = bits.read(4);
    if (kind == 0) {
      return new float[0];
    }
    if (kind > 2) {
      throw damaged();
    }
    float min = number(bits.read(32));
    float step = number(bits.read(32));
    int width = bits.read(4) + 1;
    boolean isSum = bits.flag();
    int values = kind == 1 ? root(entries, dimension) : entries * dimension;
    int[] multiplicands = new int[values];
    for (int index = 0; index < values; index++) {
      multiplicands[index] = bits.read(width);
    }
    float[] vectors = new float[entries * dimension];
    for (int entry = 0; entry < entries; entry++) {
      float last = 0;
      long divisor = 1;
      for (int d = 0; d < dimension; d++) {
        int index = kind == 1 ? (int) (entry / divisor % values) : entry * dimension + d;
        float value = multiplicands[index] * step + min + last;
        vectors[entry * dimension + d] = value;
        last = isSum ? value : 0;
        // Beyond the number of entries, the quotient stays zero.
        divisor = Math.min(divisor * values, Integer.MAX_VALUE);
      }
    }
    return vectors;
  }

  /** The largest number whose power is not above the entries. */
  private static int root(int entries, int dimension) {
    int root = (int) Math.round(Math.pow(entries, 1.0 / dimension));
    return Math.pow(root, dimension) > entries ? root - 1 : root;
  }

  /** A floating point number of 21 bits of mantissa and 10 of exponent. */
  private static float number(int packed) {
    double mantissa = packed & 0x1fffff;
    return (float) Math.scalb(packed < 0 ? -mantissa : mantissa, (packed >>> 21 & 0x3ff) - 788);
  }

  /** Gives each entry, in their order, the lowest free word of its length. */
  private void plant(int[] lengths) throws InvalidMediaException {
    long[] free = new long[MAX_LENGTH + 1];
    for (int entry = 0; entry < lengths.length; entry++) {
      int length = lengths[entry];
      if (length == 0) {
        continue;
      }
      long word = free[length];
      if (word >>> length != 0) {
        throw damaged();
      }
      put(word, length, entry);
      for (int at = length; at > 0; at--) {
        if ((free[at] & 1) == 1) {
          free[at] = at == 1 ? free[1] + 1 : free[at - 1] << 1;
          break;
        }
        free[at]++;
      }
      long above = word;
      for (int at = length + 1; at <= MAX_LENGTH && free[at] >>> 1 == above; at++) {
        above = free[at];
        free[at] = free[at - 1] << 1;
      }
    }
  }

  private void put(long word, int length, int entry) throws InvalidMediaException {
    int node = 0;
    for (int bit = length - 1; bit > 0; bit--) {
      int branch = 2 * node + (int) (word >>> bit & 1);
      if (tree[branch] < 0) {
        throw damaged();
      }
      if (tree[branch] == 0) {
        if (2 * nodes + 2 > tree.length) {
          tree = Arrays.copyOf(tree, 2 * tree.length);
        }
        tree[branch] = nodes++;
      }
      node = tree[branch];
    }
    int leaf = 2 * node + (int) (word & 1);
    if (tree[leaf] != 0) {
      throw damaged();
    }
    tree[leaf] = -entry - 1;
  }

  static InvalidMediaException damaged() {
    return new InvalidMediaException("its codes of Vorbis are damaged");
  }
}
