package io.kuayu.corpus.jdbc;

import io.kuayu.core.settings.Settings;
import io.kuayu.corpus.source.EventSource;
import io.kuayu.corpus.source.ItemSource;
import io.kuayu.corpus.source.SourceProvider;
import java.nio.file.Path;
import java.util.Optional;

/** Queries of databases, named by {@code url:} and {@code query:}. */
public final class JdbcSourceProvider implements SourceProvider {
  @Override
  public String kind() {
    return "jdbc";
  }

  @Override
  public Optional<EventSource> events(Settings block, Path base) {
    return Optional.of(JdbcSource.read(block, base));
  }

  @Override
  public Optional<ItemSource> items(Settings block, Path base) {
    return Optional.of(JdbcSource.read(block, base));
  }
}
