package io.kuayu.corpus.format.dataset;

import io.kuayu.corpus.database.Database;
import io.kuayu.corpus.database.Sql;
import io.kuayu.corpus.format.DelimitedTable;
import io.kuayu.corpus.format.Dialect;
import io.kuayu.corpus.format.FileFormat;
import io.kuayu.corpus.format.FileSample;
import io.kuayu.corpus.format.FileSource;
import io.kuayu.corpus.format.Records;
import io.kuayu.corpus.format.Table;
import io.kuayu.corpus.source.ColumnRole;
import io.kuayu.corpus.source.WellKnownColumns;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** MovieLens 100K: {@code u.data} and its parts, and {@code u.item}. */
public final class MovieLensHundredThousand implements FileFormat {
  private static final List<String> RATINGS = List.of("user_id", "item_id", "rating", "timestamp");
  private static final List<String> GENRES =
      List.of(
          "unknown",
          "Action",
          "Adventure",
          "Animation",
          "Children's",
          "Comedy",
          "Crime",
          "Documentary",
          "Drama",
          "Fantasy",
          "Film-Noir",
          "Horror",
          "Musical",
          "Mystery",
          "Romance",
          "Sci-Fi",
          "Thriller",
          "War",
          "Western");

  @Override
  public String name() {
    return "movielens-100k";
  }

  @Override
  public boolean recognises(FileSample sample) {
    return isItems(sample) || sample.name().matches("u(\\.data|[1-5ab]\\.(base|test))");
  }

  @Override
  public Table open(FileSource file, FileSample sample, Database database) {
    List<String> columns = isItems(sample) ? itemColumns() : RATINGS;
    DelimitedTable table =
        new DelimitedTable(
            name(),
            file.content(),
            sample.compression(),
            new Dialect(isItems(sample) ? "|" : "\t", "", false, file.databaseEncoding())
                .encoded("latin-1"),
            columns,
            WellKnownColumns.roles(columns));
    return isItems(sample) ? new ItemTable(table) : table;
  }

  private static boolean isItems(FileSample sample) {
    return sample.name().equals("u.item");
  }

  private static List<String> itemColumns() {
    List<String> columns =
        new ArrayList<>(List.of("item_id", "title", "release_date", "video_release_date", "url"));
    columns.addAll(GENRES);
    return columns;
  }

  /** Films, whose flags of genres are told in one column of words. */
  private record ItemTable(Table flags) implements Table {
    private static final String GENRES_COLUMN = "genres";

    @Override
    public String format() {
      return flags.format();
    }

    @Override
    public List<String> columns() {
      List<String> columns = new ArrayList<>(flags.columns());
      columns.add(GENRES_COLUMN);
      return columns;
    }

    @Override
    public String relation(Collection<String> used) {
      return withGenres(flags.relation(flags.columns()));
    }

    @Override
    public String lenient(Collection<String> used) {
      return withGenres(flags.lenient(flags.columns()));
    }

    @Override
    public Map<ColumnRole, List<String>> roles() {
      return WellKnownColumns.roles(columns());
    }

    @Override
    public Optional<Records> records() {
      return flags.records();
    }

    @Override
    public Table over(Path copy) {
      return new ItemTable(flags.over(copy));
    }

    private static String withGenres(String relation) {
      String words =
          GENRES.stream()
              .skip(1)
              .map(
                  genre ->
                      "CASE %s WHEN '1' THEN %s END".formatted(Sql.name(genre), Sql.text(genre)))
              .collect(Collectors.joining(", "));
      return "(SELECT *, concat_ws(', ', %s) AS genres FROM %s)".formatted(words, relation);
    }
  }
}
