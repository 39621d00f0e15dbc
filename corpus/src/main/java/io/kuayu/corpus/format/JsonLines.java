package io.kuayu.corpus.format;

import io.kuayu.corpus.database.Database;
import io.kuayu.corpus.source.ColumnRole;
import io.kuayu.corpus.source.WellKnownColumns;
import java.util.List;
import java.util.Map;

/** One JSON object a line. Numbers read as they are written, lists and objects as JSON. */
public final class JsonLines implements FileFormat {
  @Override
  public String name() {
    return "jsonl";
  }

  @Override
  public boolean recognises(FileSample sample) {
    return sample.name().endsWith(".jsonl")
        || sample.name().endsWith(".ndjson")
        || sample.firstLine().stripLeading().startsWith("{");
  }

  @Override
  public Table open(FileSource file, FileSample sample, Database database) {
    List<String> columns = JsonTable.keys(file, sample, database);
    Map<ColumnRole, List<String>> roles = WellKnownColumns.rolesWithoutValue(columns);
    return JsonTable.of(name(), file, sample, columns, roles);
  }
}
