package io.kuayu.corpus.format;

import io.kuayu.corpus.database.Database;
import io.kuayu.corpus.source.WellKnownColumns;

/**
 * Tab-separated values. Quotes are characters like others, unless {@code quote:} says otherwise.
 */
public final class Tsv implements FileFormat {
  @Override
  public String name() {
    return "tsv";
  }

  @Override
  public boolean recognises(FileSample sample) {
    return sample.name().endsWith(".tsv")
        || sample.name().endsWith(".tab")
        || (!sample.name().endsWith(".csv") && sample.firstLine().contains("\t"));
  }

  @Override
  public Table open(FileSource file, FileSample sample, Database database) {
    Dialect dialect = Dialect.of(file, "\t", "");
    return DelimitedTable.withHeader(
        name(), file, sample, dialect, WellKnownColumns::rolesWithoutValue);
  }
}
