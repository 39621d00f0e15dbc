package io.kuayu.core;

import io.kuayu.core.content.Content;
import io.kuayu.core.content.Modality;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Items as the UTF-8 bytes of their fields. An item is decoded when it is first asked for, and kept
 * from then on, so a large catalogue costs its bytes and 24 bytes an item until it is used. Filled
 * in stretches, several at a time where there are threads for it. Thread-safe and, seen from
 * outside, immutable.
 */
public final class PackedItems extends ItemList {
  /** Items of a stretch; of the last one perhaps fewer. */
  public static final int STRETCH = 122_880;

  private final List<String> domains;
  private final List<Stretch> stretches;
  private final Function<String, Map<String, String>> attributes;
  private final int size;

  /** Written without a lock: an item is immutable, and decoding it twice gives an equal one. */
  private final @Nullable Item[] decoded;

  /**
   * Joins stretches, all but the last one full.
   *
   * @param domains that the numbers of domains stand for
   * @param attributes reads what was packed as an item's attributes; not asked about empty text
   */
  public PackedItems(
      List<String> domains,
      List<Stretch> stretches,
      Function<String, Map<String, String>> attributes) {
    this.domains = List.copyOf(domains);
    this.stretches = List.copyOf(stretches);
    this.attributes = attributes;
    for (Stretch stretch : stretches.subList(0, Math.max(0, stretches.size() - 1))) {
      if (stretch.size() != STRETCH) {
        throw new IllegalArgumentException("a stretch before the last one is not full");
      }
    }
    size =
        ArraySize.of(
            stretches.stream().mapToLong(Stretch::size).sum(),
            "items",
            "leave out items that nobody uses, or split the domains");
    decoded = new Item[size];
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public Item get(int ordinal) {
    Item known = decoded[ordinal];
    if (known == null) {
      Stretch stretch = stretch(ordinal);
      int row = ordinal % STRETCH;
      String rest = stretch.text(row, Stretch.ATTRIBUTES);
      known =
          new Item(
              key(ordinal),
              stretch.text(row, Stretch.TITLE),
              stretch.text(row, Stretch.TEXT),
              rest.isEmpty() ? Map.of() : attributes.apply(rest),
              stretch.media(row));
      decoded[ordinal] = known;
    }
    return known;
  }

  @Override
  ItemKey key(int ordinal) {
    Item known = decoded[ordinal];
    if (known != null) {
      return known.key();
    }
    Stretch stretch = stretch(ordinal);
    int row = ordinal % STRETCH;
    return new ItemKey(domain(ordinal), stretch.text(row, Stretch.ID));
  }

  @Override
  String domain(int ordinal) {
    return domains.get(stretch(ordinal).domains[ordinal % STRETCH]);
  }

  @Override
  boolean hasContent(int ordinal, Modality modality) {
    Item known = decoded[ordinal];
    if (known != null) {
      return known.hasContent(modality);
    }
    Stretch stretch = stretch(ordinal);
    int row = ordinal % STRETCH;
    return (modality == Modality.TEXT && !stretch.text(row, Stretch.TEXT).isBlank())
        || Item.isAmong(stretch.media(row), modality);
  }

  private Stretch stretch(int ordinal) {
    return stretches.get(ordinal / STRETCH);
  }

  /** Items one after the other. Filled by one thread. */
  public static final class Stretch {
    private static final int FIELDS = 4;
    private static final int ID = 0;
    private static final int TITLE = 1;
    private static final int TEXT = 2;
    private static final int ATTRIBUTES = 3;
    private static final int FIRST_BYTES = 1 << 16;
    private static final int FIRST_ROWS = 1 << 10;

    private byte[] bytes;
    private int[] ends;
    private int[] domains;

    /** By row; empty where no item has any, so that texts alone cost nothing more. */
    private Map<Integer, List<Content>> media = Map.of();

    private int size;
    private int fields;
    private int length;

    /** An empty one. */
    public Stretch() {
      this(FIRST_ROWS, FIRST_BYTES);
    }

    /**
     * An empty one with room for what is expected, so that it need not grow step by step.
     *
     * @param items that are expected
     * @param bytes of all their fields
     */
    public Stretch(int items, int bytes) {
      this.bytes = new byte[bytes];
      ends = new int[items * FIELDS];
      domains = new int[items];
    }

    /**
     * Adds an item.
     *
     * @param domain number of its domain
     * @param fields UTF-8 of its id, title, text and attributes, one after the other
     * @param id bytes of its id
     * @param title bytes of its title
     * @param text bytes of its text
     * @throws KuayuException where the stretch then holds more bytes than an array
     * @throws IllegalStateException where the stretch is full
     */
    public void add(int domain, byte[] fields, int id, int title, int text) {
      if (id < 0 || title < 0 || text < 0 || (long) id + title + text > fields.length) {
        throw new IllegalArgumentException("the fields are shorter than their parts");
      }
      field(fields, 0, id);
      field(fields, id, id + title);
      field(fields, id + title, id + title + text);
      field(fields, id + title + text, fields.length);
      end(domain);
    }

    /**
     * Adds a field to the item that comes next: its id, its title, its text, its attributes.
     *
     * @param source has its UTF-8 in {@code [from, to)}
     */
    public void field(byte[] source, int from, int to) {
      int more = to - Objects.checkFromToIndex(from, to, source.length);
      if ((long) length + more > bytes.length) {
        int wanted =
            ArraySize.of(
                (long) length + more,
                "bytes of the texts of " + (size + 1) + " items",
                "shorten the texts with 'clean.text-length', or name fewer 'attributes'");
        bytes =
            Arrays.copyOf(
                bytes, (int) Math.min(ArraySize.MAX, Math.max(wanted, bytes.length) * 3L / 2));
      }
      if (fields == ends.length) {
        ends = Arrays.copyOf(ends, Math.max(FIELDS, 2 * fields));
      }
      System.arraycopy(source, from, bytes, length, more);
      length += more;
      ends[fields++] = length;
    }

    /**
     * Ends an item whose fields were added.
     *
     * @param domain number of its domain
     */
    public void end(int domain) {
      if (fields != FIELDS * (size + 1)) {
        throw new IllegalStateException("an item has " + FIELDS + " fields");
      }
      if (size == STRETCH) {
        throw new IllegalStateException("a stretch holds at most " + STRETCH + " items");
      }
      if (size == domains.length) {
        domains = Arrays.copyOf(domains, Math.max(1, 2 * size));
      }
      domains[size++] = domain;
    }

    /** Gives the item that was added last contents besides its text. */
    public void addMedia(List<Content> contents) {
      if (media.isEmpty()) {
        media = new HashMap<>();
      }
      media.put(size - 1, List.copyOf(contents));
    }

    /** Gives back what was reserved for more items. */
    public Stretch trimmed() {
      bytes = Arrays.copyOf(bytes, length);
      domains = Arrays.copyOf(domains, size);
      ends = Arrays.copyOf(ends, FIELDS * size);
      return this;
    }

    /** How many items were added. */
    public int size() {
      return size;
    }

    private List<Content> media(int row) {
      return media.isEmpty() ? List.of() : media.getOrDefault(row, List.of());
    }

    private String text(int row, int field) {
      int place = FIELDS * row + field;
      int begin = place == 0 ? 0 : ends[place - 1];
      return new String(bytes, begin, ends[place] - begin, StandardCharsets.UTF_8);
    }
  }
}
