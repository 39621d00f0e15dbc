package io.kuayu.corpus.settings;

import io.kuayu.core.settings.Settings;
import io.kuayu.corpus.source.EventSource;
import io.kuayu.corpus.source.SourceFolders;
import io.kuayu.corpus.source.SourceReference;
import io.kuayu.corpus.source.Sources;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The source that tells who is whose friend, one tie a row.
 *
 * @param source where its rows come from
 * @param where an SQL condition on its rows
 * @param user the column of people, whose answers may use the tie
 * @param friend the column of their friends
 * @param mutual whether each row is a tie in both directions
 * @param minPeople so many friends must have taken an item before anything is told of it
 */
public record FriendSettings(
    SourceReference<EventSource> source,
    Optional<ColumnReference> where,
    ColumnReference user,
    ColumnReference friend,
    boolean mutual,
    int minPeople) {
  /** The block of the configuration and of manifests. */
  public static final String KEY = "friends";

  /** The key of {@link #minPeople}, in the configuration and in manifests. */
  public static final String MIN_PEOPLE = "least-people";

  private static final int DEFAULT_MIN_PEOPLE = 3;

  static Optional<FriendSettings> read(Settings root, SourceFolders folders) {
    if (!root.has(KEY)) {
      return Optional.empty();
    }
    Settings block = root.at(KEY);
    return Optional.of(
        new FriendSettings(
            Sources.events(block, folders),
            ColumnReference.read(block, "where"),
            new ColumnReference(block.required("user"), block.where("user")),
            new ColumnReference(block.required("friend"), block.where("friend")),
            block.flag("mutual", true),
            block.whole(MIN_PEOPLE, DEFAULT_MIN_PEOPLE, 1, 1_000)));
  }

  Map<String, Object> described() {
    Map<String, Object> described = new LinkedHashMap<>(source.described());
    where.ifPresent(named -> described.put("where", named.column()));
    described.put("user", user.column());
    described.put("friend", friend.column());
    described.put("mutual", mutual);
    described.put(MIN_PEOPLE, minPeople);
    return described;
  }
}
