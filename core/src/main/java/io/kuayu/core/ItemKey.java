package io.kuayu.core;

import java.util.Comparator;

/**
 * What names an item everywhere outside the hot path: ids are unique inside their domain only.
 *
 * @param domain the catalogue that the item belongs to
 * @param id the item's id in that catalogue, untrusted and kept as it was given
 */
public record ItemKey(String domain, String id) implements Comparable<ItemKey> {
  private static final Comparator<ItemKey> ORDER =
      Comparator.comparing(ItemKey::domain).thenComparing(ItemKey::id);

  /**
   * Reads the form {@code domain:id}; the id may contain further colons.
   *
   * @throws KuayuException where there is no colon or one side of it is empty
   */
  public static ItemKey parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 1 || colon == text.length() - 1) {
      throw new KuayuException(
          ErrorCode.INVALID_ITEM_NAME,
          "'" + text + "' does not name an item",
          "write DOMAIN:ITEM, for example food:821");
    }
    return new ItemKey(text.substring(0, colon), text.substring(colon + 1));
  }

  @Override
  public int compareTo(ItemKey other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return domain + ":" + id;
  }
}
