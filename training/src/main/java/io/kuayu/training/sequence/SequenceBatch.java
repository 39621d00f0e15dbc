package io.kuayu.training.sequence;

import io.kuayu.core.ArraySize;
import io.kuayu.models.sequence.SequenceInput;
import java.util.List;

/**
 * Sequences side by side for the engine, padded behind to the longest: every array is {@code [size
 * * length]}, row-major.
 *
 * @param lengths positions of each sequence without padding
 * @param hasItem 1 where the position has an item, else 0
 * @param distances distance of each position from its sequence's end
 */
@SuppressWarnings("ArrayRecordComponent") // Shared columns of the hot path.
public record SequenceBatch(
    int size,
    int length,
    int[] lengths,
    int[] items,
    float[] hasItem,
    int[] kinds,
    int[] distances,
    int[] gaps,
    int[] targets,
    int[] waits) {

  public static SequenceBatch of(List<SequenceInput> sequences) {
    int length = sequences.stream().mapToInt(SequenceInput::length).max().orElse(0);
    int size = sequences.size();
    int total = ArraySize.product("positions of a batch", size, length);
    SequenceBatch batch =
        new SequenceBatch(
            size,
            length,
            new int[size],
            new int[total],
            new float[total],
            new int[total],
            new int[total],
            new int[total],
            new int[total],
            new int[total]);
    for (int row = 0; row < size; row++) {
      batch.put(row, sequences.get(row));
    }
    return batch;
  }

  /** The same batch with other numbers for its items. */
  public SequenceBatch withItems(int[] others) {
    return new SequenceBatch(
        size, length, lengths, others, hasItem, kinds, distances, gaps, targets, waits);
  }

  private void put(int row, SequenceInput input) {
    int count = input.length();
    int begin = row * length;
    lengths[row] = count;
    for (int position = 0; position < count; position++) {
      boolean has = input.items()[position] != SequenceInput.NO_ITEM;
      items[begin + position] = has ? input.items()[position] : 0;
      hasItem[begin + position] = has ? 1 : 0;
      distances[begin + position] = count - 1 - position;
    }
    copy(SequenceInput::kinds, kinds, input, begin);
    copy(SequenceInput::gaps, gaps, input, begin);
    copy(SequenceInput::targets, targets, input, begin);
    copy(SequenceInput::waits, waits, input, begin);
  }

  private interface Column {
    int[] of(SequenceInput input);
  }

  private static void copy(Column column, int[] to, SequenceInput input, int begin) {
    System.arraycopy(column.of(input), 0, to, begin, input.length());
  }
}
