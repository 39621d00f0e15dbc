package io.kuayu.corpus.staging;

import io.kuayu.corpus.clean.CleanSettings;
import io.kuayu.corpus.clean.ItemTextForm;
import io.kuayu.corpus.clean.TextCleaner;
import io.kuayu.corpus.database.Database;
import io.kuayu.corpus.format.ColumnRole;
import io.kuayu.corpus.report.RuleOutcome;
import io.kuayu.corpus.settings.ColumnReference;
import io.kuayu.corpus.settings.ItemFileSettings;
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

/** Reads one file of items into the table {@code item_rows}, with clean text. */
public final class ItemImport {
  public static final String TABLE =
      "CREATE TABLE item_rows (domain INTEGER, id VARCHAR, title VARCHAR, text VARCHAR,"
          + " attributes VARCHAR, row BIGINT)";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Database database;
  private final ItemFileSettings source;
  private final int domain;
  private final SourceTable rows;
  private final TextCleaner cleaner;
  private final List<String> textColumns = new ArrayList<>();
  private final Set<String> ids = new LinkedHashSet<>();
  private final Map<String, Finding> findings = new LinkedHashMap<>();
  private long read;

  public ItemImport(
      Database database, ItemFileSettings source, int domain, CleanSettings clean, Path copies) {
    this.database = database;
    this.source = source;
    this.domain = domain;
    rows =
        new SourceTable(database, source.file(), source.where(), copies.resolve("items_" + domain));
    cleaner = new TextCleaner(clean.textLength(), clean.limits().wordRepeats());
  }

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

  /** Reads the file. */
  public void readAll() {
    rows.chooseRequired("id", source.id(), ColumnRole.ID, "id");
    List<ColumnReference> text = source.text().isEmpty() ? usualText() : source.text();
    for (int index = 0; index < text.size(); index++) {
      rows.choose("text" + index, text.get(index));
      textColumns.add("text" + index);
    }
    Optional<ColumnReference> title =
        source
            .title()
            .or(
                () ->
                    rows.usual(ColumnRole.TITLE).stream()
                        .findFirst()
                        .map(name -> new ColumnReference(name, "")))
            .or(() -> text.stream().findFirst());
    title.ifPresent(named -> rows.choose("title", named));
    List<ColumnReference> attributes = source.attributes();
    for (int index = 0; index < attributes.size(); index++) {
      rows.choose("attribute" + index, attributes.get(index));
    }
    String raw = "raw_items_" + domain;
    rows.run("CREATE TABLE " + raw + " AS SELECT * FROM %s");
    database.append(
        "item_rows",
        appender ->
            database.each(
                "SELECT * FROM " + raw + " ORDER BY rowid",
                row -> {
                  add(row, title.isPresent(), attributes, appender);
                  return true;
                }));
    database.run("DROP TABLE " + raw);
  }

  /** What was found in the file, rule by rule. */
  List<RuleOutcome> outcomes() {
    return findings.entrySet().stream()
        .map(
            entry ->
                new RuleOutcome(
                    entry.getKey(),
                    source.domain(),
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
      ResultSet row, boolean titled, List<ColumnReference> attributes, DuckDBAppender appender)
      throws SQLException {
    long number = read++;
    String id = row.getString("id");
    if (id == null || id.isBlank()) {
      find("missing-id", "left out: names no item", number, "");
      return;
    }
    if (!ids.add(id)) {
      find("repeated-item", "left out: an earlier row has the same id", number, id);
      return;
    }
    String title = titled ? cleaned(row.getString("title"), number, id) : "";
    List<String> fields = new ArrayList<>();
    for (String column : textColumns) {
      fields.add(cleaned(row.getString(column), number, id));
    }
    String text = ItemTextForm.join(fields);
    if (text.isEmpty()) {
      find("empty-text", "kept: known by its events alone", number, id);
    }
    Map<String, String> kept = new LinkedHashMap<>();
    for (int index = 0; index < attributes.size(); index++) {
      String value = row.getString("attribute" + index);
      if (value != null && !value.isEmpty()) {
        kept.put(attributes.get(index).column(), value);
      }
    }
    appender.beginRow();
    appender.append(domain);
    appender.append(id);
    appender.append(title);
    appender.append(cleaner.clean(text).text());
    appender.append(JSON.writeValueAsString(kept));
    appender.append(number);
    appender.endRow();
  }

  private String cleaned(@Nullable String field, long row, String id) {
    if (field == null) {
      return "";
    }
    TextCleaner.Cleaned cleaned = cleaner.clean(ItemTextForm.readable(field));
    cleaned.mends().forEach(mend -> find(mend.rule(), mend.action(), row, id));
    return cleaned.text();
  }

  private void find(String rule, String action, long row, String detail) {
    Finding finding = findings.computeIfAbsent(rule, ignored -> new Finding(action));
    if (finding.last != row) {
      finding.last = row;
      finding.count++;
      if (finding.first.size() < RuleOutcome.SHOWN) {
        finding.first.put(row, detail);
      }
    }
  }

  private static final class Finding {
    private final String action;
    private final Map<Long, String> first = new LinkedHashMap<>();
    private long count;
    private long last = -1;

    Finding(String action) {
      this.action = action;
    }
  }
}
