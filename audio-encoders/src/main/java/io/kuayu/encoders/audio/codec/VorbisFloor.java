package io.kuayu.encoders.audio.codec;

import io.kuayu.encoders.audio.codec.VorbisBits.EndOfPacketException;
import io.kuayu.media.InvalidMediaException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The envelope of a spectrum as lines between points, of type 1 (Vorbis I, section 7). */
final class VorbisFloor {
  private static final int[] RANGES = {256, 128, 86, 64};
  private static final int MAX_POINTS = 65;
  private static final float[] LOUDNESS = new float[256];

  static {
    for (int step = 0; step < LOUDNESS.length; step++) {
      LOUDNESS[step] = (float) Math.pow(10, -7.0 * (255 - step) / 256);
    }
  }

  private final int[] partitions;
  private final PointClass[] classes;
  private final int multiplier;
  private final int[] x;
  private final int[] order;
  private final int[] below;
  private final int[] above;

  @SuppressWarnings("ArrayRecordComponent") // Read once, never compared.
  private record PointClass(int size, int bits, int masterBook, int[] books) {}

  private VorbisFloor(int[] partitions, PointClass[] classes, int multiplier, int[] x) {
    this.partitions = partitions;
    this.classes = classes;
    this.multiplier = multiplier;
    this.x = x;
    order =
        IntStream.range(0, x.length)
            .boxed()
            .sorted(Comparator.comparingInt(point -> x[point]))
            .mapToInt(Integer::intValue)
            .toArray();
    below = new int[x.length];
    above = new int[x.length];
    for (int point = 2; point < x.length; point++) {
      above[point] = 1;
      for (int other = 0; other < point; other++) {
        if (x[other] < x[point] && x[other] > x[below[point]]) {
          below[point] = other;
        }
        if (x[other] > x[point] && x[other] < x[above[point]]) {
          above[point] = other;
        }
      }
    }
  }

  static VorbisFloor read(VorbisBits bits, int books)
      throws EndOfPacketException, InvalidMediaException {
    if (bits.read(16) != 1) {
      throw new InvalidMediaException("it is a Vorbis of before 2001, which is not decoded");
    }
    int[] partitions = new int[bits.read(5)];
    int classCount = 0;
    for (int index = 0; index < partitions.length; index++) {
      partitions[index] = bits.read(4);
      classCount = Math.max(classCount, partitions[index] + 1);
    }
    PointClass[] classes = new PointClass[classCount];
    for (int index = 0; index < classCount; index++) {
      int size = bits.read(3) + 1;
      int width = bits.read(2);
      int master = width == 0 ? 0 : book(bits.read(8), books);
      int[] own = new int[1 << width];
      for (int sub = 0; sub < own.length; sub++) {
        own[sub] = bits.read(8) - 1;
        if (own[sub] >= 0) {
          book(own[sub], books);
        }
      }
      classes[index] = new PointClass(size, width, master, own);
    }
    int multiplier = bits.read(2) + 1;
    int width = bits.read(4);
    IntStream.Builder x = IntStream.builder().add(0).add(1 << width);
    int points = 2;
    for (int partition : partitions) {
      points += classes[partition].size;
      if (points > MAX_POINTS) {
        throw VorbisCodebook.damaged();
      }
      for (int index = 0; index < classes[partition].size; index++) {
        x.add(bits.read(width));
      }
    }
    int[] all = x.build().toArray();
    if (IntStream.of(all).distinct().count() < all.length) {
      throw VorbisCodebook.damaged();
    }
    return new VorbisFloor(partitions, classes, multiplier, all);
  }

  private static int book(int number, int books) throws InvalidMediaException {
    if (number >= books) {
      throw VorbisCodebook.damaged();
    }
    return number;
  }

  /** Reads the heights of the points; nothing where the channel is silent. */
  int[] heights(VorbisBits bits, List<VorbisCodebook> books) throws InvalidMediaException {
    try {
      if (!bits.flag()) {
        return new int[0];
      }
      int[] y = new int[x.length];
      int width = VorbisBits.width(RANGES[multiplier - 1] - 1);
      y[0] = bits.read(width);
      y[1] = bits.read(width);
      int at = 2;
      for (int partition : partitions) {
        PointClass each = classes[partition];
        int chosen = each.bits == 0 ? 0 : books.get(each.masterBook).entry(bits);
        for (int index = 0; index < each.size; index++) {
          int book = each.books[chosen & each.books.length - 1];
          chosen >>>= each.bits;
          y[at++] = book < 0 ? 0 : books.get(book).entry(bits);
        }
      }
      return y;
    } catch (EndOfPacketException e) {
      return new int[0];
    }
  }

  /**
   * Multiplies a spectrum with the envelope.
   *
   * @param y heights as {@link #heights} read them
   */
  void apply(int[] y, float[] spectrum, int size) {
    boolean[] isUsed = new boolean[x.length];
    int[] height = heights(y, isUsed);
    int fromX = 0;
    int fromY = height[order[0]] * multiplier;
    for (int index = 1; index < order.length; index++) {
      int point = order[index];
      if (isUsed[point]) {
        int toY = height[point] * multiplier;
        line(fromX, fromY, x[point], toY, spectrum, size);
        fromX = x[point];
        fromY = toY;
      }
    }
    line(fromX, fromY, Math.max(size, fromX + 1), fromY, spectrum, size);
  }

  /** The heights were written as differences from a line between two neighbours. */
  private int[] heights(int[] y, boolean[] isUsed) {
    int range = RANGES[multiplier - 1];
    int[] height = new int[x.length];
    height[0] = Math.clamp(y[0], 0, range - 1);
    height[1] = Math.clamp(y[1], 0, range - 1);
    isUsed[0] = true;
    isUsed[1] = true;
    for (int point = 2; point < x.length; point++) {
      int low = below[point];
      int high = above[point];
      int expected = between(x[low], height[low], x[high], height[high], x[point]);
      int value = y[point];
      height[point] = expected;
      if (value != 0) {
        isUsed[low] = true;
        isUsed[high] = true;
        isUsed[point] = true;
        int roomAbove = range - expected;
        int room = 2 * Math.min(roomAbove, expected);
        if (value >= room) {
          height[point] = roomAbove > expected ? value : range - 1 - value;
        } else {
          height[point] += (value & 1) == 1 ? -(value + 1) / 2 : value / 2;
        }
        height[point] = Math.clamp(height[point], 0, range - 1);
      }
    }
    return height;
  }

  private static int between(int x0, int y0, int x1, int y1, int x) {
    int rise = Math.abs(y1 - y0) * (x - x0) / (x1 - x0);
    return y1 < y0 ? y0 - rise : y0 + rise;
  }

  private static void line(int x0, int y0, int x1, int y1, float[] spectrum, int size) {
    int width = x1 - x0;
    int step = (y1 - y0) / width;
    int rest = Math.abs(y1 - y0) - Math.abs(step) * width;
    int sign = y1 < y0 ? -1 : 1;
    int y = y0;
    int error = 0;
    for (int at = x0; at < Math.min(x1, size); at++) {
      if (at > x0) {
        error += rest;
        y += step;
        if (error >= width) {
          error -= width;
          y += sign;
        }
      }
      spectrum[at] *= LOUDNESS[Math.clamp(y, 0, LOUDNESS.length - 1)];
    }
  }
}
