package io.kuayu.engine.request;

import io.kuayu.core.History;
import java.util.List;
import java.util.function.Supplier;

/**
 * What the friends of a person did, as far as it may be used for the answer.
 *
 * @param minPeople so many friends must have taken an item before anything is told of it
 * @param histories one for each friend; read only where a model asks for it
 */
public record FriendHistories(int minPeople, Supplier<List<History>> histories) {
  /** Nobody. */
  public static final FriendHistories NONE = new FriendHistories(1, List::of);
}
