package io.kuayu.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The friends of each person of {@link Interactions}, by number.
 *
 * @param minPeople so many friends must have taken an item before anything is told of it
 * @param friends {@code [users][friends]}; empty where nobody has any
 */
@SuppressWarnings("ArrayRecordComponent") // Shared columns of the hot path.
record FriendNumbers(int minPeople, int[][] friends) {
  static final FriendNumbers NONE = new FriendNumbers(1, new int[0][]);

  /** The ties of a graph among some people. */
  static FriendNumbers of(FriendGraph graph, List<String> users) {
    Map<String, Integer> numbers = HashMap.newHashMap(users.size());
    for (int user = 0; user < users.size(); user++) {
      numbers.put(users.get(user), user);
    }
    int[][] friends = new int[users.size()][];
    for (int user = 0; user < friends.length; user++) {
      friends[user] =
          graph.friendsOf(users.get(user)).stream()
              .map(numbers::get)
              .filter(Objects::nonNull)
              .limit(FriendGraph.MAX_FRIENDS)
              .mapToInt(Integer::intValue)
              .toArray();
    }
    return new FriendNumbers(graph.minPeople(), friends);
  }

  boolean areAny() {
    return friends.length > 0;
  }

  /**
   * The same ties among people of whom each is one of these, or a part of one.
   *
   * @param origins the number that each of them has here
   */
  FriendNumbers renumbered(int[] origins) {
    Map<Integer, List<Integer>> parts = new HashMap<>();
    for (int user = 0; user < origins.length; user++) {
      parts.computeIfAbsent(origins[user], _ -> new ArrayList<>(1)).add(user);
    }
    int[][] others = new int[origins.length][];
    for (int user = 0; user < origins.length; user++) {
      others[user] =
          Arrays.stream(friends[origins[user]])
              .flatMap(
                  friend ->
                      parts.getOrDefault(friend, List.of()).stream().mapToInt(Integer::intValue))
              .toArray();
    }
    return new FriendNumbers(minPeople, others);
  }
}
