package io.kuayu.engine.consent;

import io.kuayu.core.FriendGraph;
import io.kuayu.core.History;
import io.kuayu.engine.request.FriendHistories;
import io.kuayu.privacy.consent.Permissions;
import io.kuayu.privacy.consent.Purpose;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The friends of somebody who is answered. What a friend did in a domain may speak there, and
 * nowhere else, where two people allow it: the person, who lets that domain be used for it, and the
 * friend, who lets it be used there for their own lists and for training, which serves others.
 *
 * @param minPeople so many friends must have taken an item before anything is told of it
 * @param people the friends with what they did and allow; read only where a model asks for it
 */
public record Friends(int minPeople, Supplier<List<Person>> people) {
  /** Nobody. */
  public static final Friends NONE = new Friends(1, List::of);

  /**
   * The friends of somebody by their names, at most {@link FriendGraph#MAX_FRIENDS} of them.
   *
   * @param names read only where a model asks
   * @param person what a friend did and allows
   */
  public static Friends of(
      int minPeople, Supplier<List<String>> names, Function<String, Person> person) {
    return new Friends(
        minPeople, () -> names.get().stream().limit(FriendGraph.MAX_FRIENDS).map(person).toList());
  }

  /** What may be used for a part of a question. */
  FriendHistories of(ConsentedQueries.Part part) {
    return new FriendHistories(
        minPeople, () -> people.get().stream().map(friend -> history(friend, part)).toList());
  }

  private static History history(Person friend, ConsentedQueries.Part part) {
    Set<String> domains =
        part.targets().stream()
            .filter(part.sources()::contains)
            .filter(domain -> mayBeShared(domain, friend.permissions()))
            .collect(Collectors.toSet());
    return new History(
        friend.events().stream().filter(event -> domains.contains(event.item().domain())).toList());
  }

  private static boolean mayBeShared(String domain, Permissions allowed) {
    return allowed.allows(domain, domain, Purpose.PERSONALISATION)
        && allowed.allows(domain, domain, Purpose.TRAINING);
  }
}
