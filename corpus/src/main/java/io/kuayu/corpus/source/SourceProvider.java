package io.kuayu.corpus.source;

import io.kuayu.core.settings.Settings;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A kind of source, found by {@link java.util.ServiceLoader}. A configuration chooses it with
 * {@code source: KIND} in the block of a domain's {@code events} or {@code items}; without that key
 * the kind is {@value #DEFAULT_KIND}. Needs a public constructor without parameters. Stateless.
 *
 * <p>The provider reads its own keys from the block and adds a {@linkplain Settings#problem
 * problem} for each wrong one. The keys {@code where}, {@code user}, {@code item}, {@code
 * timestamp}, {@code time-format}, {@code time-zone}, {@code type}, {@code value}, {@code decimal},
 * {@code order}, {@code id}, {@code title}, {@code text} and {@code attributes} work for every kind
 * of source and are read by the corpus.
 */
public interface SourceProvider {
  /** The kind that needs no {@code source:}. */
  String DEFAULT_KIND = "file";

  /** The value of {@code source:} that chooses it; lower case, unique on the class path. */
  String kind();

  /**
   * Reads a block of events.
   *
   * @param block the settings of one source
   * @param base the folder at which relative paths start
   * @return empty if this kind of source holds no events
   */
  default Optional<EventSource> events(Settings block, Path base) {
    return Optional.empty();
  }

  /**
   * Reads a block of items.
   *
   * @param block the settings of one source
   * @param base the folder at which relative paths start
   * @return empty if this kind of source holds no items
   */
  default Optional<ItemSource> items(Settings block, Path base) {
    return Optional.empty();
  }

  /** As {@link #events(Settings, Path)}, for kinds that keep copies in the work folder. */
  default Optional<EventSource> events(Settings block, SourceFolders folders) {
    return events(block, folders.base());
  }

  /** As {@link #items(Settings, Path)}, for kinds that keep copies in the work folder. */
  default Optional<ItemSource> items(Settings block, SourceFolders folders) {
    return items(block, folders.base());
  }
}
