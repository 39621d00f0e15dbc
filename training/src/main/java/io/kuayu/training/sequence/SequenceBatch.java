package io.kuayu.training.sequence;

import io.kuayu.core.ArraySize;
import io.kuayu.models.sequence.SequenceInput;
import java.util.List;

/**
 * Sequences side by side for the engine, padded behind to the longest: every array is {@code [size
 * * length]}, row-major.
 *
 * @param lengths slots of each sequence without padding
 * @param hasItem 1 where the slot has an item, else 0
 * @param positions distance of each slot from its sequence's end
 */
@SuppressWarnings("ArrayRecordComponent") // Shared columns of the hot path.
public record SequenceBatch(
    int size,
    int length,
    int[] lengths,
    int[] items,
    float[] hasItem,
    int[] kinds,
    int[] positions,
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

  private void put(int row, SequenceInput slots) {
    int count = slots.length();
    int begin = row * length;
    lengths[row] = count;
    for (int slot = 0; slot < count; slot++) {
      boolean has = slots.items()[slot] != SequenceInput.NO_ITEM;
      items[begin + slot] = has ? slots.items()[slot] : 0;
      hasItem[begin + slot] = has ? 1 : 0;
      positions[begin + slot] = count - 1 - slot;
    }
    copy(SequenceInput::kinds, kinds, slots, begin);
    copy(SequenceInput::gaps, gaps, slots, begin);
    copy(SequenceInput::targets, targets, slots, begin);
    copy(SequenceInput::waits, waits, slots, begin);
  }

  private interface Column {
    int[] of(SequenceInput slots);
  }

  private static void copy(Column column, int[] to, SequenceInput slots, int begin) {
    System.arraycopy(column.of(slots), 0, to, begin, slots.length());
  }
}
