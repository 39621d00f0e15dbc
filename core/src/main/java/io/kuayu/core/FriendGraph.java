package io.kuayu.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who is whose friend, by the names that a corpus has. About 50 bytes a tie. Immutable. */
public final class FriendGraph {
  /** Nobody has friends. */
  public static final FriendGraph NONE = new FriendGraph(1, Map.of());

  /** So many friends of a person are looked at for an answer. */
  public static final int MAX_FRIENDS = 1_000;

  private final int minPeople;
  private final Map<String, List<String>> friends;

  private FriendGraph(int minPeople, Map<String, List<String>> friends) {
    this.minPeople = minPeople;
    this.friends = friends;
  }

  /** A tie: what the friend did may speak to the person. */
  public record Tie(String person, String friend) {}

  /**
   * The graph of some ties, each of which counts in its direction.
   *
   * @param minPeople so many friends must have taken an item before anything is told of it
   */
  public static FriendGraph of(int minPeople, List<Tie> ties) {
    Map<String, String> names = new HashMap<>();
    Map<String, List<String>> friends = new HashMap<>();
    for (Tie tie : ties) {
      String person = names.computeIfAbsent(tie.person(), name -> name);
      List<String> own = friends.computeIfAbsent(person, _ -> new ArrayList<>(4));
      own.add(names.computeIfAbsent(tie.friend(), name -> name));
    }
    return new FriendGraph(minPeople, friends);
  }

  /** So many friends must have taken an item before anything is told of it. */
  public int minPeople() {
    return minPeople;
  }

  /** The friends of a person in the order of the ties; empty where there is none. */
  public List<String> friendsOf(String person) {
    return List.copyOf(friends.getOrDefault(person, List.of()));
  }

  /** Whether a tie names somebody. */
  public boolean names(String person) {
    return friends.containsKey(person)
        || friends.values().stream().anyMatch(all -> all.contains(person));
  }

  /** Everybody who has a friend. */
  public Set<String> people() {
    return Set.copyOf(friends.keySet());
  }
}
