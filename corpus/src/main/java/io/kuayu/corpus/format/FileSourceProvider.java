package io.kuayu.corpus.format;

import io.kuayu.core.settings.Settings;
import io.kuayu.corpus.source.EventSource;
import io.kuayu.corpus.source.ItemSource;
import io.kuayu.corpus.source.SourceProvider;
import java.nio.file.Path;
import java.util.Optional;

/** Files, named by {@code path:}: one, those of a folder, or those that fit a pattern. */
public final class FileSourceProvider implements SourceProvider {
  @Override
  public String kind() {
    return DEFAULT_KIND;
  }

  @Override
  public Optional<EventSource> events(Settings block, Path base) {
    FileSource file = FileSource.read(block, base);
    return Optional.of(FileSet.isSet(file) ? new FileSet(file) : file);
  }

  @Override
  public Optional<ItemSource> items(Settings block, Path base) {
    FileSource file = FileSource.read(block, base);
    return Optional.of(FileSet.isSet(file) ? new FileSet(file) : file);
  }
}
