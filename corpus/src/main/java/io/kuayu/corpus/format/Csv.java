package io.kuayu.corpus.format;

import io.kuayu.corpus.database.Database;
import io.kuayu.corpus.source.ColumnRole;
import io.kuayu.corpus.source.WellKnownColumns;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Comma-separated values; semicolons and bars are found out by the first line. MovieLens too. */
public final class Csv implements FileFormat {
  private static final List<String> DELIMITERS = List.of(",", ";", "|", "\t");
  private static final List<String> MOVIELENS = List.of("userId", "movieId", "rating", "timestamp");

  @Override
  public String name() {
    return "csv";
  }

  @Override
  public boolean recognises(FileSample sample) {
    return sample.name().endsWith(".csv")
        || sample.separator().isPresent()
        || sample.firstLine().contains(",")
        || sample.firstLine().contains(";");
  }

  @Override
  public Table open(FileSource file, FileSample sample, Database database) {
    String first = sample.firstLine();
    String delimiter =
        DELIMITERS.stream()
            .max(
                Comparator.comparingLong(
                    mark -> first.chars().filter(c -> c == mark.charAt(0)).count()))
            .orElse(",");
    return DelimitedTable.withHeader(
        name(), file, sample, Dialect.of(file, delimiter, "\""), Csv::roles);
  }

  private static Map<ColumnRole, List<String>> roles(List<String> columns) {
    return columns.containsAll(MOVIELENS)
        ? WellKnownColumns.roles(columns)
        : WellKnownColumns.rolesWithoutValue(columns);
  }
}
