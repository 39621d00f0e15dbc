package io.kuayu.corpus.format.dataset;

import io.kuayu.corpus.database.Database;
import io.kuayu.corpus.format.DelimitedShape;
import io.kuayu.corpus.format.DelimitedTable;
import io.kuayu.corpus.format.Dialect;
import io.kuayu.corpus.format.FileFormat;
import io.kuayu.corpus.format.FileSample;
import io.kuayu.corpus.format.FileSource;
import io.kuayu.corpus.format.Table;
import io.kuayu.corpus.source.WellKnownColumns;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * RecBole's atomic files: tab-separated, each column named {@code field:type}. Columns go by the
 * field alone.
 */
public final class RecBoleAtomic implements FileFormat {
  private static final String TYPED = "[^\\t:]+:(token|token_seq|float|float_seq)";

  @Override
  public String name() {
    return "recbole";
  }

  @Override
  public boolean recognises(FileSample sample) {
    return sample.firstLine().matches(TYPED + "(\\t" + TYPED + ")*");
  }

  @Override
  public Table open(FileSource file, FileSample sample, Database database) {
    Dialect dialect = new Dialect("\t", "", true, file.databaseEncoding());
    List<String> columns =
        DelimitedShape.split(sample.firstLine().getBytes(StandardCharsets.UTF_8), dialect).stream()
            .map(column -> column.substring(0, Math.max(0, column.lastIndexOf(':'))))
            .toList();
    return new DelimitedTable(
        name(),
        file.content(),
        sample.compression(),
        dialect,
        columns,
        WellKnownColumns.roles(columns));
  }
}
