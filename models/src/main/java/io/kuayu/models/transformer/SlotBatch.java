package io.kuayu.models.transformer;

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
public record SlotBatch(
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

  public static SlotBatch of(List<Slots> sequences) {
    int length = sequences.stream().mapToInt(Slots::length).max().orElse(0);
    int size = sequences.size();
    int total = size * length;
    SlotBatch batch =
        new SlotBatch(
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

  private void put(int row, Slots slots) {
    int count = slots.length();
    int begin = row * length;
    lengths[row] = count;
    for (int slot = 0; slot < count; slot++) {
      boolean has = slots.items()[slot] != Slots.NO_ITEM;
      items[begin + slot] = has ? slots.items()[slot] : 0;
      hasItem[begin + slot] = has ? 1 : 0;
      positions[begin + slot] = count - 1 - slot;
    }
    copy(Slots::kinds, kinds, slots, begin);
    copy(Slots::gaps, gaps, slots, begin);
    copy(Slots::targets, targets, slots, begin);
    copy(Slots::waits, waits, slots, begin);
  }

  private interface Column {
    int[] of(Slots slots);
  }

  private static void copy(Column column, int[] to, Slots slots, int begin) {
    System.arraycopy(column.of(slots), 0, to, begin, slots.length());
  }
}
