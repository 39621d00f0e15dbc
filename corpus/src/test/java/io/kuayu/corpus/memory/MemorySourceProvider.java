package io.kuayu.corpus.memory;

import io.kuayu.core.settings.Settings;
import io.kuayu.corpus.source.EventSource;
import io.kuayu.corpus.source.ItemSource;
import io.kuayu.corpus.source.SourceProvider;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Rows that stand in the configuration: {@code rows: [a x 1400000000, b y 1400000001]}. */
public final class MemorySourceProvider implements SourceProvider {
  @Override
  public String kind() {
    return "memory";
  }

  @Override
  public Optional<EventSource> events(Settings block, Path base) {
    return Optional.of(new MemorySource(List.of("user", "item", "timestamp"), rows(block)));
  }

  @Override
  public Optional<ItemSource> items(Settings block, Path base) {
    return Optional.of(new MemorySource(List.of("item", "title"), rows(block)));
  }

  private static List<String> rows(Settings block) {
    List<String> rows = block.texts("rows", List.of());
    if (rows.isEmpty()) {
      block.problem("rows", "is not set", "write a list of rows");
    }
    return rows;
  }
}
