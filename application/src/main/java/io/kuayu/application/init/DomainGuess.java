package io.kuayu.application.init;

import java.util.List;
import java.util.Optional;

/**
 * A domain and its sources.
 *
 * @param name of the domain
 * @param items its catalogue, if there is one
 * @param events at least one
 */
public record DomainGuess(String name, Optional<SourceGuess> items, List<SourceGuess> events) {
  public DomainGuess {
    events = List.copyOf(events);
  }
}
