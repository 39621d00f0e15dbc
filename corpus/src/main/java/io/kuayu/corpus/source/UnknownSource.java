package io.kuayu.corpus.source;

import io.kuayu.corpus.database.Database;
import java.util.Map;

/** Stands for a source that the settings name wrongly, until they are checked and refused. */
record UnknownSource() implements EventSource, ItemSource {
  @Override
  public String name() {
    return "unknown";
  }

  @Override
  public String fingerprint() {
    return "";
  }

  @Override
  public Map<String, Object> described() {
    return Map.of();
  }

  @Override
  public SourceRelation open(Database database) {
    throw new IllegalStateException("the settings were not checked");
  }
}
