package io.kuayu.corpus.storage;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Interactions;
import io.kuayu.corpus.database.Database;
import io.kuayu.corpus.database.ResourceLimits;
import io.kuayu.corpus.database.Row;
import io.kuayu.corpus.database.Sql;
import io.kuayu.corpus.staging.PerDomainUsers;
import io.kuayu.privacy.link.LinkStore;
import io.kuayu.privacy.pseudonym.Pseudonyms;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Loads the Parquet files of a corpus. */
public final class CorpusReader {
  private final Path folder;
  private final CorpusManifest manifest;

  public CorpusReader(Path folder, CorpusManifest manifest) {
    this.folder = folder;
    this.manifest = manifest;
  }

  public Catalogue catalogue() {
    Path file = folder.resolve(CorpusWriter.ITEMS);
    int items = Math.toIntExact(manifest.items());
    return Catalogue.of(manifest.domains(), ItemsFile.read(file, items, manifest.domains()));
  }

  /** The events; each domain's by themselves where their order is known there alone. */
  public static Interactions ordered(
      Interactions all, CorpusManifest manifest, Catalogue catalogue) {
    return manifest.apart().orElse(false)
        ? all.apart(event -> catalogue.domainOf(all.item(event)))
        : all;
  }

  /**
   * The events of people.
   *
   * @param names by whose key something is hidden, where domains have names of their own
   * @param links joins those
   */
  public Interactions interactions(Pseudonyms names, LinkStore links) {
    try (Database database = Database.inMemory(ResourceLimits.DEFAULT)) {
      if (!manifest.isPerDomain()) {
        String events =
            "SELECT \"user\", item, timestamp, part, type, value FROM " + file(CorpusWriter.EVENTS);
        return read(
            database,
            "SELECT name FROM " + file(CorpusWriter.USERS),
            reader -> database.each(events, reader));
      }
      PerDomainUsers people =
          new PerDomainUsers(database, manifest.seed(), names, manifest.salt().orElse(""));
      people.join(folder, manifest, links);
      return read(
          database,
          "SELECT name FROM people ORDER BY u",
          reader -> people.eachEvent(folder, manifest, reader));
    }
  }

  /**
   * @param people a query for their names
   * @param happened gives a reader every event
   */
  private Interactions read(Database database, String people, Consumer<Row<Boolean>> happened) {
    int events = Math.toIntExact(manifest.events());
    int[] items = new int[events];
    long[] timestamps = new long[events];
    byte[] parts = new byte[events];
    byte[] types = new byte[events];
    float[] values = new float[events];
    List<String> users = database.list(people, row -> row.getString(1));
    int[] offsets = new int[users.size() + 1];
    int[] at = {0};
    happened.accept(
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
    for (int user = 0; user < users.size(); user++) {
      offsets[user + 1] += offsets[user];
    }
    return new Interactions(
        users, offsets, items, timestamps, parts, types, values, manifest.types());
  }

  private String file(String name) {
    return "read_parquet(" + Sql.text(folder.resolve(name).toString()) + ")";
  }
}
