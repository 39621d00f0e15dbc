package io.kuayu.corpus.format.dataset;

import io.kuayu.corpus.database.Database;
import io.kuayu.corpus.format.FileFormat;
import io.kuayu.corpus.format.FileSample;
import io.kuayu.corpus.format.FileSource;
import io.kuayu.corpus.format.JsonTable;
import io.kuayu.corpus.format.Table;
import io.kuayu.corpus.source.WellKnownColumns;
import java.util.List;

/**
 * Amazon product metadata: JSON lines of 2018 and 2023, and those of 2014, whose lines are Python
 * dictionaries and are rewritten first.
 */
public final class AmazonMetadata implements FileFormat {
  @Override
  public String name() {
    return "amazon-metadata";
  }

  @Override
  public boolean recognises(FileSample sample) {
    String first = sample.firstLine();
    boolean product = first.contains("asin\"") || first.contains("asin'");
    return first.startsWith("{") && product && !first.contains("reviewerID");
  }

  @Override
  public Table open(FileSource file, FileSample sample, Database database) {
    boolean python = sample.firstLine().startsWith("{'");
    List<String> columns =
        python ? JsonTable.keysOfPython(sample.lines()) : JsonTable.keys(file, sample, database);
    JsonTable table = JsonTable.of(name(), file, sample, columns, WellKnownColumns.roles(columns));
    return python ? table.python() : table;
  }
}
