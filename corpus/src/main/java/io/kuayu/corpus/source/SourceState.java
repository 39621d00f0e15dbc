package io.kuayu.corpus.source;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.kuayu.core.KuayuException;
import java.util.Optional;

/**
 * What a source was when a corpus was made of it.
 *
 * @param name of the source
 * @param fingerprint of its content
 * @param stamp a cheap sign that nothing has changed; empty in older manifests
 */
public record SourceState(
    @JsonAlias("path") String name,
    @JsonAlias("sha256") String fingerprint,
    Optional<String> stamp) {
  /** The present state of a source; costs its fingerprint. */
  public static SourceState of(RowSource source) {
    // The stamp first: what is written meanwhile makes it differ the next time.
    Optional<String> stamp = stampOf(source);
    return new SourceState(source.name(), source.fingerprint(), stamp);
  }

  /** Whether a source still has this content; one that cannot be reached has not. */
  public boolean isStateOf(RowSource source) {
    try {
      return (stamp.isPresent() && stamp.equals(stampOf(source)))
          || source.fingerprint().equals(fingerprint);
    } catch (KuayuException e) {
      return false;
    }
  }

  private static Optional<String> stampOf(RowSource source) {
    return Optional.of(source.stamp()).filter(stamp -> !stamp.isEmpty());
  }
}
