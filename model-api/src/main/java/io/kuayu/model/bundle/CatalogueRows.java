package io.kuayu.model.bundle;

import dev.hardwood.reader.ColumnReader;
import dev.hardwood.reader.ColumnReaders;
import io.kuayu.core.PackedItems;
import io.kuayu.core.PackedItems.Stretch;
import io.kuayu.core.content.ContentLines;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects the rows of a catalogue file into ranges of items. */
final class CatalogueRows {
  private static final byte[] NO_ATTRIBUTES = "{}".getBytes(StandardCharsets.UTF_8);

  private final List<String> domains;
  private final List<byte[]> names;
  private final boolean hasMedia;
  private final List<Stretch> full = new ArrayList<>();
  private Stretch current = new Stretch(0, 0);
  private int rows;

  /**
   * @param domains that may occur
   * @param hasMedia whether the file has such a column
   */
  CatalogueRows(List<String> domains, boolean hasMedia) {
    this.domains = domains;
    this.hasMedia = hasMedia;
    names = domains.stream().map(name -> name.getBytes(StandardCharsets.UTF_8)).toList();
  }

  /**
   * Reserves space at the start of a range.
   *
   * @param items expected number of items
   * @param bytes expected size of their fields
   */
  void expect(int items, int bytes) {
    if (current.size() == 0) {
      current = new Stretch(Math.min(items, PackedItems.STRETCH), bytes);
    }
  }

  /** The number of items. */
  int count() {
    return rows;
  }

  /** Adds the current rows of all columns. */
  void add(ColumnReaders columns) throws IOException {
    ColumnReader place = columns.getColumnReader(CatalogueFile.ORDINAL);
    int[] ordinals = place.getInts();
    boolean someNull = place.getLeafValidity().hasNulls();
    Texts domain = texts(columns, CatalogueFile.DOMAIN);
    Texts id = texts(columns, CatalogueFile.ID);
    Texts title = texts(columns, CatalogueFile.TITLE);
    Texts text = texts(columns, CatalogueFile.TEXT);
    Texts attributes = texts(columns, CatalogueFile.ATTRIBUTES);
    Optional<Texts> media =
        hasMedia ? Optional.of(texts(columns, CatalogueFile.MEDIA)) : Optional.empty();
    for (int row = 0; row < columns.getRecordCount(); row++) {
      if (someNull || ordinals[row] != rows) {
        throw new IllegalArgumentException("it lists items at other places than their own");
      }
      if (current.size() == PackedItems.STRETCH) {
        full.add(current.trimmed());
        current = new Stretch();
      }
      id.add(row, current);
      title.add(row, current);
      text.add(row, current);
      if (attributes.is(NO_ATTRIBUTES, row)) {
        current.field(NO_ATTRIBUTES, 0, 0);
      } else {
        attributes.add(row, current);
      }
      current.end(number(domain, row));
      if (media.isPresent()) {
        addMedia(media.get().text(row));
      }
      rows++;
    }
  }

  private void addMedia(String lines) {
    if (!lines.isEmpty()) {
      current.addMedia(ContentLines.read(lines));
    }
  }

  private static Texts texts(ColumnReaders columns, String name) throws IOException {
    return Texts.of(columns.getColumnReader(name));
  }

  private int number(Texts domain, int row) {
    for (int number = 0; number < names.size(); number++) {
      if (domain.is(names.get(number), row)) {
        return number;
      }
    }
    throw new IllegalArgumentException("an item is of no listed domain " + domains);
  }

  /** All items; nothing may be added after this call. */
  List<Stretch> stretches() {
    full.add(current.trimmed());
    return full;
  }
}
