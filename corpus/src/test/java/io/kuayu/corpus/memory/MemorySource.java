package io.kuayu.corpus.memory;

import io.kuayu.corpus.database.Database;
import io.kuayu.corpus.source.EventSource;
import io.kuayu.corpus.source.ItemSource;
import io.kuayu.corpus.source.RecordRelation;
import io.kuayu.corpus.source.SourceRecord;
import io.kuayu.corpus.source.SourceRelation;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Rows as words with spaces between them; found again at a thousand times their number. */
record MemorySource(List<String> columns, List<String> rows) implements EventSource, ItemSource {
  @Override
  public String name() {
    return "memory";
  }

  @Override
  public String description() {
    return "rows in memory";
  }

  @Override
  public String fingerprint() {
    return "rows " + rows.hashCode();
  }

  @Override
  public Map<String, Object> described() {
    return Map.of("columns", columns);
  }

  @Override
  public SourceRelation open(Database database) {
    return RecordRelation.load(
        database,
        "words",
        columns,
        IntStream.range(0, rows.size())
            .mapToObj(row -> new SourceRecord(1000L * row, List.of(rows.get(row).split(" ", -1)))));
  }
}
