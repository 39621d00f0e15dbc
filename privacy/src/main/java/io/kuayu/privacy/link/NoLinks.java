package io.kuayu.privacy.link;

import java.util.Map;
import java.util.Set;

/** No table: no domains are linked, and nothing is stored. */
public enum NoLinks implements LinkStore {
  INSTANCE;

  @Override
  public Set<String> of(String person) {
    return Set.of();
  }

  @Override
  public void keep(Map<String, Map<String, String>> rows) {
    // Whoever has one name needs no row.
  }

  @Override
  public void each(Row row) {
    // There are none.
  }

  @Override
  public boolean isFilled() {
    return true;
  }

  @Override
  public void filled() {
    // Nothing is missing.
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
