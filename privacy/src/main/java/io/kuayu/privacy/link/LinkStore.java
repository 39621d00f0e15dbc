package io.kuayu.privacy.link;

import io.kuayu.privacy.consent.Permissions;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * The linking table. For people who allow their events in one domain to be used for another, it
 * holds their name in each linked domain. Without the key, it alone connects these names; events
 * are stored elsewhere and do not refer to it. Thread-safe, and on disk when a call returns.
 */
public interface LinkStore extends Links, AutoCloseable {
  /**
   * Replaces the links of each person by these.
   *
   * @param rows for each person, by general name, their name in each domain that is linked; empty
   *     for a person who is removed from the table
   */
  void keep(Map<String, Map<String, String>> rows);

  /** Visits all rows. */
  void each(Row row);

  /** Whether an import has filled it since it was created; a table that was lost lacks people. */
  boolean isFilled();

  /** Called when an import has delivered all people. */
  void filled();

  @Override
  void close();

  /** Receives a row. */
  @FunctionalInterface
  interface Row {
    void of(String person, String domain, String name);
  }

  /**
   * Updates the links of people to what they allow.
   *
   * @param people by their general names
   */
  default void settle(
      Linking linking, Iterable<String> people, Function<String, Permissions> permissions) {
    if (linking.names().arePerDomain()) {
      Map<String, Map<String, String>> rows = new HashMap<>();
      people.forEach(person -> rows.put(person, linking.rows(person, permissions.apply(person))));
      keep(rows);
    }
  }

  /** Removes people, by general names. */
  default void forget(Collection<String> names) {
    Map<String, Map<String, String>> none = new HashMap<>();
    names.forEach(name -> none.put(name, Map.of()));
    keep(none);
  }
}
