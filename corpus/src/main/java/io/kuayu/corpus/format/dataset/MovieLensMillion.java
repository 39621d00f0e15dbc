package io.kuayu.corpus.format.dataset;

import io.kuayu.corpus.database.Database;
import io.kuayu.corpus.format.DelimitedTable;
import io.kuayu.corpus.format.Dialect;
import io.kuayu.corpus.format.FileFormat;
import io.kuayu.corpus.format.FileSample;
import io.kuayu.corpus.format.FileSource;
import io.kuayu.corpus.format.Table;
import io.kuayu.corpus.source.WellKnownColumns;
import java.util.List;

/** MovieLens 1M and 10M: {@code ratings.dat} and {@code movies.dat}, with {@code ::} between. */
public final class MovieLensMillion implements FileFormat {
  @Override
  public String name() {
    return "movielens-1m";
  }

  @Override
  public boolean recognises(FileSample sample) {
    return sample.firstLine().contains("::")
        && (sample.name().startsWith("ratings") || sample.name().startsWith("movies"));
  }

  @Override
  public Table open(FileSource file, FileSample sample, Database database) {
    List<String> columns =
        sample.name().startsWith("ratings")
            ? List.of("user_id", "item_id", "rating", "timestamp")
            : List.of("item_id", "title", "genres");
    return new DelimitedTable(
        name(),
        file.content(),
        sample.compression(),
        new Dialect("::", "", false, file.databaseEncoding()).encoded("latin-1"),
        columns,
        WellKnownColumns.roles(columns));
  }
}
