package io.kuayu.corpus.format;

import io.kuayu.corpus.source.ColumnRole;
import io.kuayu.corpus.source.Repair;
import io.kuayu.corpus.source.SourceRelation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A file opened as a relation. Text files give every value as text. */
public interface Table extends SourceRelation {
  @Override
  Map<ColumnRole, List<String>> roles();

  /** Its records one by one, for line numbers and repair; empty where the format has no lines. */
  Optional<Records> records();

  /**
   * The same table over a copy of its file, as {@link Records#repair} writes it.
   *
   * @throws UnsupportedOperationException where there are no {@link #records()}
   */
  Table over(Path copy);

  /** The lines on which the records of rows begin. */
  @Override
  default Map<Long, Long> positions(Collection<Long> rows) {
    return records().map(known -> known.linesOf(rows)).orElse(Map.of());
  }

  @Override
  default Optional<Repair> repair(Path copy, int shown) throws IOException {
    Optional<Records> records = records();
    if (records.isEmpty()) {
      return Optional.empty();
    }
    Records.BrokenRecords broken = records.get().repair(copy, shown);
    return Optional.of(new Repair(over(copy), broken.count(), broken.misencoded(), broken.first()));
  }
}
