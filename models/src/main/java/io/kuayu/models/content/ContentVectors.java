package io.kuayu.models.content;

/**
 * A text vector for each item of a catalogue; zeros where an item has no text.
 *
 * @param values {@code [items, width]}, row-major
 * @param width 0 where texts are not used
 */
@SuppressWarnings("ArrayRecordComponent") // Shared columns of the hot path.
public record ContentVectors(float[] values, int width) {
  public static final ContentVectors NONE = new ContentVectors(new float[0], 0);

  public boolean has(int ordinal) {
    for (int at = ordinal * width; at < (ordinal + 1) * width; at++) {
      if (values[at] != 0) {
        return true;
      }
    }
    return false;
  }

  /** The vectors of some items, {@code [ordinals.length, width]}. */
  public float[] gather(int[] ordinals) {
    float[] chosen = new float[ordinals.length * width];
    for (int row = 0; row < ordinals.length; row++) {
      System.arraycopy(values, ordinals[row] * width, chosen, row * width, width);
    }
    return chosen;
  }
}
