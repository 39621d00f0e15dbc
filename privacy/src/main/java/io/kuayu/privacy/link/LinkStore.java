package io.kuayu.privacy.link;

import io.kuayu.privacy.consent.Permissions;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * The linking table: for people who allow what they do in one domain to be used for another, which
 * name in which domain is theirs. It alone connects these names without the key; events stand
 * elsewhere and know nothing of it. Thread-safe, and on the disk when a call returns.
 */
public interface LinkStore extends Links, AutoCloseable {
  /**
   * Makes these the links of each person, instead of those they had.
   *
   * @param rows for each person, by general name, their name in each domain that is linked; none
   *     for whoever shall not stand in the table
   */
  void keep(Map<String, Map<String, String>> rows);

  /** Goes through all rows. */
  void each(Row row);

  /** Whether an import has filled it since it was made: a table that was lost lacks people. */
  boolean isFilled();

  /** Called when an import has delivered all people. */
  void filled();

  @Override
  void close();

  /** Takes a row. */
  @FunctionalInterface
  interface Row {
    void of(String person, String domain, String name);
  }

  /**
   * Brings the links of people up to what they allow.
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

  /** Takes people out, by general names. */
  default void forget(Collection<String> names) {
    Map<String, Map<String, String>> none = new HashMap<>();
    names.forEach(name -> none.put(name, Map.of()));
    keep(none);
  }
}
