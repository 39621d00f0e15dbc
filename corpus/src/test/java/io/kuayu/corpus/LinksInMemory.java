package io.kuayu.corpus;

import io.kuayu.privacy.link.LinkStore;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A linking table that ends with the test. */
final class LinksInMemory implements LinkStore {
  private final Map<String, Map<String, String>> all = new TreeMap<>();

  @Override
  public Set<String> of(String person) {
    return all.getOrDefault(person, Map.of()).keySet();
  }

  @Override
  public void keep(Map<String, Map<String, String>> rows) {
    all.putAll(rows);
  }

  @Override
  public void each(Row row) {
    all.forEach((person, own) -> own.forEach((domain, name) -> row.of(person, domain, name)));
  }

  @Override
  public boolean isFilled() {
    return true;
  }

  @Override
  public void filled() {
    // It always is.
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
