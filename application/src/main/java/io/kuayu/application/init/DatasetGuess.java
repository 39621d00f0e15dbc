package io.kuayu.application.init;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What files were taken for.
 *
 * @param domains at least one
 * @param unused files that are neither events nor items
 * @param order the column that orders events without times
 * @param users the file that joins the ids of people in several domains
 * @param split the column that tells the part of each event
 * @param user somebody in the data, to try a list with
 */
public record DatasetGuess(
    List<DomainGuess> domains,
    List<UnusedFile> unused,
    Optional<String> order,
    Optional<SourceGuess> users,
    Optional<String> split,
    Optional<String> user) {
  public DatasetGuess {
    domains = List.copyOf(domains);
    unused = List.copyOf(unused);
  }

  /** Questions that somebody has to answer before the configuration can be used. */
  public List<String> openQuestions() {
    return domains.stream()
        .flatMap(domain -> Stream.concat(domain.items().stream(), domain.events().stream()))
        .flatMap(
            source ->
                source.keys().stream()
                    .filter(KeyGuess::isOpen)
                    .map(key -> source.path() + ": " + key.doubt().orElseThrow().question()))
        .distinct()
        .toList();
  }
}
