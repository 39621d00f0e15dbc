package io.kuayu.models.content;

import io.kuayu.core.ArraySize;
import io.kuayu.core.Catalogue;
import io.kuayu.core.Item;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A vector for each item of a catalogue, and a mask that says which items have one.
 *
 * @param values {@code [items, width]}, row-major; zeros where an item has no vector
 * @param width 0 where contents are not used
 * @param present whether an item has a vector, {@code [items]}
 */
@SuppressWarnings("ArrayRecordComponent") // Shared columns of the hot path.
public record ContentVectors(float[] values, int width, boolean[] present) {
  /** Where contents are not used: no item has a vector. */
  public static final ContentVectors NONE = new ContentVectors(new float[0], 0, new boolean[0]);

  public ContentVectors {
    if (values.length != (long) present.length * width) {
      throw new IllegalArgumentException(
          values.length + " numbers are no " + present.length + " vectors of " + width);
    }
  }

  /**
   * Vectors whose mask was not kept: an item has one where any number differs from zero.
   *
   * @param values {@code [items, width]}
   */
  public static ContentVectors ofNonZero(float[] values, int width) {
    boolean[] present = new boolean[values.length / width];
    for (int at = 0; at < values.length; at++) {
      present[at / width] |= values[at] != 0;
    }
    return new ContentVectors(values, width, present);
  }

  private static int size(int items, int width) {
    return ArraySize.product("numbers of the content vectors", items, width);
  }

  /** Number of items; 0 where contents are not used. */
  public int size() {
    return present.length;
  }

  public boolean has(int ordinal) {
    return width > 0 && present[ordinal];
  }

  /** The vectors of some items, {@code [ordinals.length, width]}. */
  public float[] gather(int[] ordinals) {
    return gather(values, width, ordinals);
  }

  /** Some rows of a matrix, {@code [ordinals.length, width]}. */
  public static float[] gather(float[] values, int width, int[] ordinals) {
    float[] chosen = new float[size(ordinals.length, width)];
    for (int row = 0; row < ordinals.length; row++) {
      System.arraycopy(values, ordinals[row] * width, chosen, row * width, width);
    }
    return chosen;
  }

  /**
   * The vectors of a later catalogue. Reads what is new and what has changed, nothing else.
   *
   * @param changed ordinals of known items whose contents are others now
   * @param reader the vectors of some items, in their order
   */
  ContentVectors over(Catalogue later, int[] changed, Function<List<Item>, ContentVectors> reader) {
    int[] read =
        IntStream.concat(Arrays.stream(changed), IntStream.range(size(), later.size())).toArray();
    return read.length == 0
        ? this
        : over(later, read, reader.apply(Arrays.stream(read).mapToObj(later::item).toList()));
  }

  private ContentVectors over(Catalogue later, int[] read, ContentVectors vectors) {
    float[] all = Arrays.copyOf(values, size(later.size(), width));
    boolean[] mask = Arrays.copyOf(present, later.size());
    for (int row = 0; row < read.length; row++) {
      System.arraycopy(vectors.values, row * width, all, read[row] * width, width);
      mask[read[row]] = vectors.present[row];
    }
    return new ContentVectors(all, width, mask);
  }
}
