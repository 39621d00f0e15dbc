package io.kuayu.corpus.storage;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import io.kuayu.core.PackedItems;
import io.kuayu.core.PackedItems.Stretch;
import io.kuayu.core.content.ContentLines;
import io.kuayu.corpus.database.Database;
import io.kuayu.corpus.database.ResourceLimits;
import io.kuayu.corpus.database.Sql;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads items from Parquet with the columns {@code domain}, {@code id}, {@code title}, {@code text}
 * and {@code attributes} (a JSON object), and perhaps {@code media}. Row groups are read side by
 * side, a row as one run of bytes: about a third of a second of processor time for a million short
 * items.
 */
final class ItemsFile {
  private static final TypeReference<Map<String, String>> ATTRIBUTES = new TypeReference<>() {};

  private ItemsFile() {}

  /**
   * The items in the order of the file.
   *
   * @param items how many there are
   * @param domains that may occur
   * @throws KuayuException where the file is no such file, or holds another number of items
   */
  static PackedItems read(Path file, int items, List<String> domains) {
    int stretches = Math.ceilDiv(items, PackedItems.STRETCH);
    // One thread of the database each: a stretch is a row group, and is read by whoever asks for
    // it.
    try (Database database = Database.inMemory(ResourceLimits.DEFAULT.withThreads(1))) {
      boolean hasMedia =
          database.number(
                  "SELECT count(*) FROM parquet_schema(%s) WHERE name = 'media'"
                      .formatted(Sql.text(file.toString())))
              > 0;
      List<Database> connections = new ArrayList<>();
      for (int stretch = 0; stretch < stretches; stretch++) {
        connections.add(database.duplicate());
      }
      List<Stretch> read =
          IntStream.range(0, stretches)
              .parallel()
              .mapToObj(number -> stretch(connections.get(number), file, number, domains, hasMedia))
              .toList();
      PackedItems packed = new PackedItems(domains, read, ItemsFile::attributes);
      if (packed.size() != items) {
        throw new KuayuException(
            ErrorCode.CORPUS_DAMAGED,
            file + " holds " + packed.size() + " items instead of " + items,
            "make it anew with 'kuayu prepare' and 'kuayu train'");
      }
      return packed;
    }
  }

  private static Stretch stretch(
      Database database, Path file, int number, List<String> domains, boolean hasMedia) {
    String names = domains.stream().map(Sql::text).collect(Collectors.joining(", "));
    long begin = (long) number * PackedItems.STRETCH;
    Stretch stretch = new Stretch();
    try (database) {
      database.each(
          """
          SELECT coalesce(list_position([%s], domain), 0),
            encode(concat(id, title, text, nullif(attributes, '{}'))),
            coalesce(strlen(id), 0), coalesce(strlen(title), 0), coalesce(strlen(text), 0), %s
          FROM read_parquet(%s, file_row_number = true)
          WHERE file_row_number >= %d AND file_row_number < %d
          """
              .formatted(
                  names,
                  hasMedia ? "media" : "''",
                  Sql.text(file.toString()),
                  begin,
                  begin + PackedItems.STRETCH),
          row -> {
            int domain = row.getInt(1) - 1;
            if (domain < 0) {
              throw new IllegalArgumentException("an item is of no listed domain " + domains);
            }
            stretch.add(
                domain,
                row.getBytes(2),
                (int) row.getLong(3),
                (int) row.getLong(4),
                (int) row.getLong(5));
            String media = row.getString(6);
            if (!media.isEmpty()) {
              stretch.addMedia(ContentLines.read(media));
            }
            return true;
          });
    }
    return stretch.trimmed();
  }

  private static Map<String, String> attributes(String json) {
    try {
      return JsonMapper.shared().readValue(json, ATTRIBUTES);
    } catch (JacksonException e) {
      throw new KuayuException(
          ErrorCode.CORPUS_DAMAGED,
          "the attributes of an item are no JSON object of texts",
          "make the files anew with 'kuayu prepare' and 'kuayu train'",
          e);
    }
  }
}
