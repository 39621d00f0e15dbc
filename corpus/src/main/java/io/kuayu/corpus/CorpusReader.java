package io.kuayu.corpus;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Interactions;
import io.kuayu.core.Item;
import io.kuayu.core.ItemKey;
import io.kuayu.corpus.database.Database;
import io.kuayu.corpus.database.Resources;
import io.kuayu.corpus.database.Sql;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectMapper;

/** Loads the Parquet files of a corpus. */
final class CorpusReader {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final CorpusManifest manifest;

  CorpusReader(Path folder, CorpusManifest manifest) {
    this.folder = folder;
    this.manifest = manifest;
  }

  Catalogue catalogue() {
    List<Item> items = new ArrayList<>(Math.toIntExact(manifest.items()));
    try (Database database = Database.inMemory(Resources.DEFAULT)) {
      database.each(
          "SELECT domain, id, title, text, attributes FROM " + file(Publication.ITEMS),
          row -> {
            String attributes = row.getString(5);
            items.add(
                new Item(
                    new ItemKey(row.getString(1), row.getString(2)),
                    row.getString(3),
                    row.getString(4),
                    attributes.equals("{}")
                        ? Map.of()
                        : JSON.readValue(attributes, new TypeReference<Map<String, String>>() {})));
            return true;
          });
    }
    return Catalogue.of(manifest.domains(), items);
  }

  /**
   * @param catalogue of the same corpus
   */
  Interactions interactions(Catalogue catalogue) {
    int events = Math.toIntExact(manifest.events());
    int[] items = new int[events];
    long[] timestamps = new long[events];
    byte[] parts = new byte[events];
    byte[] types = new byte[events];
    float[] values = new float[events];
    List<String> users = new ArrayList<>(Math.toIntExact(manifest.users()));
    int[] offsets = new int[Math.toIntExact(manifest.users()) + 1];
    int[] at = {0};
    try (Database database = Database.inMemory(Resources.DEFAULT)) {
      database.each(
          "SELECT name FROM " + file(Publication.USERS),
          row -> {
            users.add(row.getString(1));
            return true;
          });
      database.each(
          "SELECT \"user\", item, timestamp, part, type, value FROM " + file(Publication.EVENTS),
          row -> {
            int event = at[0]++;
            offsets[row.getInt(1) + 1]++;
            items[event] = row.getInt(2);
            timestamps[event] = row.getLong(3);
            parts[event] = row.getByte(4);
            types[event] = row.getByte(5);
            values[event] = row.getFloat(6);
            return true;
          });
    }
    for (int user = 0; user < users.size(); user++) {
      offsets[user + 1] += offsets[user];
    }
    Interactions interactions =
        new Interactions(users, offsets, items, timestamps, parts, types, values, manifest.types());
    return manifest.apart().orElse(false)
        ? interactions.apart(event -> catalogue.domainOf(items[event]))
        : interactions;
  }

  private String file(String name) {
    return "read_parquet(" + Sql.text(folder.resolve(name).toString()) + ")";
  }
}
