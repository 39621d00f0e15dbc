package io.kuayu.core;

import java.util.Arrays;
import java.util.function.IntFunction;

/**
 * From keys to ordinals by open addressing: 8 to 16 bytes a key, since the keys themselves stay
 * where they are. Immutable.
 */
final class ItemKeyTable {
  private static final int EMPTY = -1;

  /** Slots are a power of two of at least twice as many. */
  private static final int MAX_KEYS = (1 << 29) - 1;

  private final IntFunction<ItemKey> keys;
  private final int[] slots;
  private final int mask;

  /**
   * @param size how many keys
   * @param keys by ordinal
   * @throws IllegalArgumentException where two are equal
   * @throws KuayuException where they are more than half a billion
   */
  ItemKeyTable(int size, IntFunction<ItemKey> keys) {
    this.keys = keys;
    var _ =
        ArraySize.of(
            size, MAX_KEYS, "items", "leave out items that nobody uses, or split the domains");
    slots = new int[Integer.highestOneBit(Math.max(4, size)) << 2];
    mask = slots.length - 1;
    Arrays.fill(slots, EMPTY);
    int[] hashes = new int[size];
    Arrays.parallelSetAll(hashes, ordinal -> spread(keys.apply(ordinal)));
    for (int ordinal = 0; ordinal < size; ordinal++) {
      int slot = hashes[ordinal] & mask;
      while (slots[slot] != EMPTY) {
        int other = slots[slot];
        if (hashes[other] == hashes[ordinal] && keys.apply(other).equals(keys.apply(ordinal))) {
          throw new IllegalArgumentException("item " + keys.apply(ordinal) + " is listed twice");
        }
        slot = (slot + 1) & mask;
      }
      slots[slot] = ordinal;
    }
  }

  /** The key's ordinal, negative where there is none. */
  int find(ItemKey key) {
    int slot = spread(key) & mask;
    while (slots[slot] != EMPTY && !keys.apply(slots[slot]).equals(key)) {
      slot = (slot + 1) & mask;
    }
    return slots[slot];
  }

  /**
   * Numbered ids differ in their last bits alone, so all bits are mixed (Stafford's variant 13).
   */
  private static int spread(ItemKey key) {
    long mixed = key.hashCode() * 0x9e3779b97f4a7c15L;
    mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
    return (int) (mixed >>> 32);
  }
}
