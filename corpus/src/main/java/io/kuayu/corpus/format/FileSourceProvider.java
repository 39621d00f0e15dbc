package io.kuayu.corpus.format;

import io.kuayu.core.settings.Settings;
import io.kuayu.corpus.source.EventSource;
import io.kuayu.corpus.source.ItemSource;
import io.kuayu.corpus.source.SourceProvider;
import java.nio.file.Path;
import java.util.Optional;

/** Files, named by {@code path:}. */
public final class FileSourceProvider implements SourceProvider {
  @Override
  public String kind() {
    return DEFAULT_KIND;
  }

  @Override
  public Optional<EventSource> events(Settings block, Path base) {
    return Optional.of(FileSource.read(block, base));
  }

  @Override
  public Optional<ItemSource> items(Settings block, Path base) {
    return Optional.of(FileSource.read(block, base));
  }
}
