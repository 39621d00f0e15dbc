package io.kuayu.corpus.storage;

import static io.kuayu.corpus.schema.StagingSql.sql;

import io.kuayu.core.ArraySize;
import io.kuayu.core.Catalogue;
import io.kuayu.core.FriendGraph;
import io.kuayu.core.Interactions;
import io.kuayu.corpus.database.Database;
import io.kuayu.corpus.database.ResourceLimits;
import io.kuayu.corpus.database.Row;
import io.kuayu.privacy.link.LinkStore;
import io.kuayu.privacy.pseudonym.Pseudonyms;
import java.util.List;
import java.util.function.Consumer;

/** Loads the Parquet files of a corpus. */
public final class CorpusReader {
  private final CorpusFiles files;
  private final CorpusManifest manifest;

  public CorpusReader(CorpusFiles files, CorpusManifest manifest) {
    this.files = files;
    this.manifest = manifest;
  }

  /** The items. */
  public Catalogue catalogue() {
    int items =
        ArraySize.of(
            manifest.items(),
            "items of the corpus",
            "leave out items with few events ('clean.k-core'), or split the domains");
    return Catalogue.of(
        manifest.domains(), ItemsFile.read(files.items(), items, manifest.domains()));
  }

  /** Who is whose friend; nobody's where the corpus holds no ties. */
  public FriendGraph friends() {
    if (manifest.minFriends().isEmpty()) {
      return FriendGraph.NONE;
    }
    try (Database database = Database.inMemory(ResourceLimits.DEFAULT)) {
      return FriendGraph.of(
          manifest.minFriends().getAsInt(),
          database.list(
              "SELECT name, friend FROM " + CorpusFiles.table(files.friends()),
              row -> new FriendGraph.Tie(row.getString(1), row.getString(2))));
    }
  }

  /** Events as strands by domain, if their order is known inside each domain only. */
  public static Interactions ordered(
      Interactions all, CorpusManifest manifest, Catalogue catalogue) {
    return manifest.apart().orElse(false)
        ? all.apart(event -> catalogue.domainOf(all.item(event)))
        : all;
  }

  /**
   * The events of all users.
   *
   * @param names by whose key something is hidden, where domains have names of their own
   * @param links joins those
   */
  public Interactions interactions(Pseudonyms names, LinkStore links) {
    try (Database database = Database.inMemory(ResourceLimits.DEFAULT)) {
      if (!manifest.isPerDomain()) {
        String events =
            "SELECT \"user\", item, timestamp, part, type, value FROM "
                + CorpusFiles.table(files.events());
        return read(
            database,
            "SELECT name FROM " + CorpusFiles.table(files.users()),
            reader -> database.each(events, reader));
      }
      PerDomainUsers users =
          new PerDomainUsers(database, manifest.seed(), names, manifest.salt().orElse(""));
      users.join(files, manifest, links);
      return read(
          database,
          sql("SELECT {name} FROM {users} ORDER BY {user}"),
          reader -> users.eachEvent(files, manifest, reader));
    }
  }

  /**
   * @param names a query for the names of the users
   * @param source gives a reader every event, user by user
   */
  private Interactions read(Database database, String names, Consumer<Row<Boolean>> source) {
    int events =
        ArraySize.of(
            manifest.events(),
            "events of the corpus",
            "prepare fewer: older ones by 'privacy.retention', rare ones by 'clean.k-core', others"
                + " by 'where'");
    int[] items = new int[events];
    long[] timestamps = new long[events];
    byte[] parts = new byte[events];
    byte[] types = new byte[events];
    float[] values = new float[events];
    List<String> users = database.list(names, row -> row.getString(1));
    int[] offsets = new int[users.size() + 1];
    int[] at = {0};
    source.accept(
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
}
