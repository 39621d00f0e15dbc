package io.kuayu.corpus.format.dataset;

import io.kuayu.corpus.database.Database;
import io.kuayu.corpus.format.FileFormat;
import io.kuayu.corpus.format.FileSample;
import io.kuayu.corpus.format.FileSource;
import io.kuayu.corpus.format.JsonTable;
import io.kuayu.corpus.format.Table;
import io.kuayu.corpus.source.WellKnownColumns;
import java.util.List;

/** Amazon reviews as published in 2014, 2018 (same keys) and 2023; the rating is the value. */
public final class AmazonReviews implements FileFormat {
  @Override
  public String name() {
    return "amazon-reviews";
  }

  @Override
  public boolean recognises(FileSample sample) {
    String first = sample.firstLine();
    boolean until2018 = has(first, "reviewerID") && has(first, "asin");
    boolean since2023 = has(first, "user_id") && has(first, "parent_asin") && has(first, "rating");
    return first.startsWith("{") && (until2018 || since2023);
  }

  @Override
  public Table open(FileSource file, FileSample sample, Database database) {
    List<String> columns = JsonTable.keys(file, sample, database);
    return JsonTable.of(name(), file, sample, columns, WellKnownColumns.roles(columns));
  }

  private static boolean has(String line, String key) {
    return line.contains('"' + key + '"');
  }
}
