package io.kuayu.corpus;

import io.kuayu.core.settings.Settings;
import io.kuayu.corpus.format.SourceFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A file of items.
 *
 * @param domain whose items they are
 * @param file the file
 * @param where an SQL condition on its rows
 * @param id the column of ids
 * @param title the column of titles; without it, the first text column
 * @param text the columns of the text form, in its order
 * @param attributes further columns to keep
 */
record ItemSource(
    String domain,
    SourceFile file,
    Optional<Named> where,
    Optional<Named> id,
    Optional<Named> title,
    List<Named> text,
    List<Named> attributes) {
  ItemSource {
    text = List.copyOf(text);
    attributes = List.copyOf(attributes);
  }

  static ItemSource read(String domain, Settings block, Path base) {
    return new ItemSource(
        domain,
        SourceFile.read(block, base),
        Named.read(block, "where"),
        Named.read(block, "id"),
        Named.read(block, "title"),
        Named.list(block, "text"),
        Named.list(block, "attributes"));
  }

  Map<String, Object> described() {
    Map<String, Object> described = new LinkedHashMap<>(file.described());
    where.ifPresent(named -> described.put("where", named.column()));
    id.ifPresent(named -> described.put("id", named.column()));
    title.ifPresent(named -> described.put("title", named.column()));
    described.put("text", text.stream().map(Named::column).toList());
    described.put("attributes", attributes.stream().map(Named::column).toList());
    return described;
  }
}
