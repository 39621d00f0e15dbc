package io.kuayu.corpus.format;

import io.kuayu.core.settings.Settings;
import io.kuayu.corpus.source.EventSource;
import io.kuayu.corpus.source.ItemSource;
import io.kuayu.corpus.source.SourceFolders;
import io.kuayu.corpus.source.SourceProvider;
import java.util.Optional;

/** Files, named by {@code path:}: one, those of a folder, or those that fit a pattern. */
public final class FileSourceProvider implements SourceProvider {
  @Override
  public String kind() {
    return DEFAULT_KIND;
  }

  @Override
  public Optional<EventSource> events(Settings block, SourceFolders folders) {
    Optional<DownloadedFile> remote = DownloadedFile.read(block, folders);
    return remote.isPresent()
        ? Optional.of(remote.get())
        : Optional.of(localEvents(FileSource.read(block, folders.base())));
  }

  @Override
  public Optional<ItemSource> items(Settings block, SourceFolders folders) {
    Optional<DownloadedFile> remote = DownloadedFile.read(block, folders);
    return remote.isPresent()
        ? Optional.of(remote.get())
        : Optional.of(localItems(FileSource.read(block, folders.base())));
  }

  private static EventSource localEvents(FileSource file) {
    return FileSet.isSet(file) ? new FileSet(file) : file;
  }

  private static ItemSource localItems(FileSource file) {
    return FileSet.isSet(file) ? new FileSet(file) : file;
  }
}
