package io.kuayu.corpus.staging;

import io.kuayu.corpus.source.RowSource;
import io.kuayu.corpus.source.SourceReference;
import io.kuayu.corpus.source.SourceState;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/**
 * The state of each source just before it is read: whatever changes afterwards makes the corpus out
 * of date.
 */
final class SourceStates {
  private final IdentityHashMap<RowSource, Optional<SourceState>> states = new IdentityHashMap<>();
  private final List<RowSource> sources;

  /**
   * @param sources those that the manifest lists
   */
  SourceStates(List<RowSource> sources) {
    this.sources = List.copyOf(sources);
    sources.forEach(source -> states.put(source, Optional.empty()));
  }

  /** Notes the state of a source; costs its fingerprint. */
  void observe(SourceReference<?> reference) {
    states.computeIfPresent(reference.source(), (source, _) -> Optional.of(SourceState.of(source)));
  }

  /** The states of all sources, each of which was observed. */
  List<SourceState> all() {
    return sources.stream().map(this::observed).toList();
  }

  private SourceState observed(RowSource source) {
    return states.getOrDefault(source, Optional.empty()).orElseThrow();
  }
}
