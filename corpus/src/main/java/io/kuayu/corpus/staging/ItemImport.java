package io.kuayu.corpus.staging;

import io.kuayu.core.content.Content;
import io.kuayu.core.content.ContentLines;
import io.kuayu.core.content.Modality;
import io.kuayu.corpus.clean.CleanSettings;
import io.kuayu.corpus.clean.ItemTextForm;
import io.kuayu.corpus.clean.TextCleaner;
import io.kuayu.corpus.database.Database;
import io.kuayu.corpus.report.RuleOutcome;
import io.kuayu.corpus.schema.StagingTable;
import io.kuayu.corpus.settings.ColumnReference;
import io.kuayu.corpus.settings.ItemSourceSettings;
import io.kuayu.corpus.source.ColumnRole;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectMapper;

/** Reads one source of items into the table {@code item_rows}, with clean text. */
final class ItemImport {
  /** The rule that a row without an id breaks. */
  static final String MISSING_ID = "missing-id";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Database database;
  private final ItemSourceSettings settings;
  private final int domain;
  private final SourceTable rows;
  private final TextCleaner cleaner;
  private final Optional<MediaImport> media;
  private final VectorImport vectors;
  private final List<String> textColumns = new ArrayList<>();
  private final Set<String> ids = new LinkedHashSet<>();
  private final Map<String, RuleCount> counts = new LinkedHashMap<>();
  private long read;

  /**
   * Opens the source.
   *
   * @param domain number of its domain
   * @param media reads the files that rows name, where they do
   * @param lengths of the vectors of each modality in all sources; filled
   * @param copies a folder for repaired copies
   */
  ItemImport(
      Database database,
      ItemSourceSettings settings,
      int domain,
      CleanSettings clean,
      Optional<MediaImport> media,
      Map<Modality, Integer> lengths,
      Path copies) {
    this.database = database;
    this.media = media;
    vectors = new VectorImport(settings.vectors(), lengths);
    this.settings = settings;
    this.domain = domain;
    rows =
        new SourceTable(
            database,
            settings.source(),
            settings.where(),
            copies.resolve(StagingTable.ITEM_ROWS.numbered(domain)));
    cleaner = new TextCleaner(clean.textLength(), clean.limits().wordRepeats());
  }

  /** The rows of the source. */
  SourceTable rows() {
    return rows;
  }

  /** Rows read, unreadable ones not counted. */
  long read() {
    return read;
  }

  /** Rows that became items. */
  long used() {
    return ids.size();
  }

  /** Reads the source. */
  void readAll() {
    rows.chooseRequired("id", settings.id(), ColumnRole.ID, "id");
    rows.requireFlat(List.of("id"));
    List<ColumnReference> text = settings.text().isEmpty() ? usualText() : settings.text();
    for (int index = 0; index < text.size(); index++) {
      rows.choose("text" + index, text.get(index));
      textColumns.add("text" + index);
    }
    Optional<ColumnReference> title =
        settings
            .title()
            .or(
                () ->
                    rows.usual(ColumnRole.TITLE).stream()
                        .findFirst()
                        .map(name -> new ColumnReference(name, "")))
            .or(() -> text.stream().findFirst());
    title.ifPresent(named -> rows.choose("title", named));
    List<NamedAttribute> attributes =
        settings.attributes().stream()
            .map(named -> NamedAttribute.of(named, rows.has(named.column())))
            .toList();
    for (int index = 0; index < attributes.size(); index++) {
      rows.choose("attribute" + index, attributes.get(index).column());
    }
    media.ifPresent(files -> files.choose(rows));
    vectors.choose(rows);
    String raw = StagingTable.RAW_ITEMS.numbered(domain);
    rows.run("CREATE TABLE " + raw + " AS SELECT * FROM %s");
    database.append(
        StagingTable.ITEM_ROWS.sql(),
        appender ->
            database.each(
                "SELECT * FROM " + raw + " ORDER BY rowid",
                row -> {
                  add(row, title.isPresent(), attributes, appender);
                  return true;
                }));
    database.run("DROP TABLE " + raw);
  }

  /** The outcome of each rule that applied to a row. */
  List<RuleOutcome> outcomes() {
    return counts.entrySet().stream()
        .map(
            entry ->
                new RuleOutcome(
                    entry.getKey(),
                    settings.domain(),
                    entry.getValue().action,
                    entry.getValue().count,
                    rows.places(entry.getValue().first)))
        .toList();
  }

  private List<ColumnReference> usualText() {
    return rows.usual(ColumnRole.TEXT).stream()
        .map(column -> new ColumnReference(column, ""))
        .toList();
  }

  private void add(
      ResultSet row, boolean titled, List<NamedAttribute> attributes, DuckDBAppender appender)
      throws SQLException {
    long number = read++;
    String id = row.getString("id");
    if (id == null || id.isBlank()) {
      if (isEmpty(row)) {
        count(EventRule.EMPTY_ROW.rule(), EventRule.EMPTY_ROW.action(), number, "");
        return;
      }
      count(MISSING_ID, "left out: names no item", number, "");
      return;
    }
    if (!ids.add(id)) {
      count("repeated-item", "left out: an earlier row has the same id", number, id);
      return;
    }
    String title = titled ? cleaned(row.getString("title"), number, id) : "";
    List<String> fields = new ArrayList<>();
    for (String column : textColumns) {
      fields.add(cleaned(row.getString(column), number, id));
    }
    String text = ItemTextForm.join(fields);
    if (text.isEmpty()) {
      count("empty-text", "kept: known by its events alone", number, id);
    }
    Map<String, String> kept = new LinkedHashMap<>();
    for (int index = 0; index < attributes.size(); index++) {
      String value = row.getString("attribute" + index);
      if (value != null && !value.isEmpty()) {
        kept.put(
            attributes.get(index).name(),
            settings.decimalComma() ? DecimalText.withPoint(value) : value);
      }
    }
    String contents = ContentLines.write(contents(row, number, id));
    appender.beginRow();
    appender.append(domain);
    appender.append(id);
    appender.append(title);
    appender.append(cleaner.clean(text).text());
    appender.append(JSON.writeValueAsString(kept));
    appender.append(contents);
    appender.append(number);
    appender.endRow();
  }

  private List<Content> contents(ResultSet row, long number, String id) throws SQLException {
    List<Content> contents = new ArrayList<>();
    if (media.isPresent()) {
      contents.addAll(
          media
              .get()
              .read(
                  row,
                  (rule, found) -> count(rule, MediaImport.ACTION, number, id + "  " + found)));
    }
    contents.addAll(
        vectors.read(
            row, (rule, found) -> count(rule, VectorImport.ACTION, number, id + "  " + found)));
    return contents;
  }

  private static boolean isEmpty(ResultSet row) throws SQLException {
    for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
      String value = row.getString(column);
      if (value != null && !value.isBlank()) {
        return false;
      }
    }
    return true;
  }

  private String cleaned(@Nullable String field, long row, String id) {
    if (field == null) {
      return "";
    }
    TextCleaner.Cleaned cleaned = cleaner.clean(ItemTextForm.readable(field));
    cleaned.mends().forEach(mend -> count(mend.rule(), mend.action(), row, id));
    return cleaned.text();
  }

  private void count(String rule, String action, long row, String detail) {
    RuleCount count = counts.computeIfAbsent(rule, ignored -> new RuleCount(action));
    if (count.last != row) {
      count.last = row;
      count.count++;
      if (count.first.size() < RuleOutcome.SHOWN) {
        count.first.put(row, detail);
      }
    }
  }

  /** The rows to which a rule applied; each counts once. */
  private static final class RuleCount {
    private final String action;
    private final Map<Long, String> first = new LinkedHashMap<>();
    private long count;
    private long last = -1;

    RuleCount(String action) {
      this.action = action;
    }
  }
}
