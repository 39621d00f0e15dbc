package io.kuayu.corpus.settings;

import io.kuayu.core.settings.Settings;
import io.kuayu.corpus.source.ItemSource;
import io.kuayu.corpus.source.SourceFolders;
import io.kuayu.corpus.source.SourceReference;
import io.kuayu.corpus.source.Sources;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A source of items and what its columns mean.
 *
 * @param domain whose items they are
 * @param source where its rows come from
 * @param where an SQL condition on its rows
 * @param id the column of ids
 * @param title the column of titles; without it, the first text column
 * @param text the columns of the text form, in its order
 * @param attributes further columns to keep
 * @param media the columns that name files of images and sounds
 * @param vectors the columns that hold vectors
 * @param decimalComma whether numbers among the attributes are written with a decimal comma
 */
public record ItemSourceSettings(
    String domain,
    SourceReference<ItemSource> source,
    Optional<ColumnReference> where,
    Optional<ColumnReference> id,
    Optional<ColumnReference> title,
    List<ColumnReference> text,
    List<ColumnReference> attributes,
    MediaColumns media,
    VectorColumns vectors,
    boolean decimalComma) {
  public ItemSourceSettings {
    text = List.copyOf(text);
    attributes = List.copyOf(attributes);
  }

  static ItemSourceSettings read(String domain, Settings block, SourceFolders folders) {
    SourceReference<ItemSource> source = Sources.items(block, folders);
    return new ItemSourceSettings(
        domain,
        source,
        ColumnReference.read(block, "where"),
        ColumnReference.read(block, "id"),
        ColumnReference.read(block, "title"),
        ColumnReference.list(block, "text"),
        ColumnReference.list(block, "attributes"),
        MediaColumns.read(block, source.source(), folders.base()),
        VectorColumns.read(block),
        DecimalMark.isComma(block));
  }

  Map<String, Object> described() {
    Map<String, Object> described = new LinkedHashMap<>(source.described());
    where.ifPresent(named -> described.put("where", named.column()));
    id.ifPresent(named -> described.put("id", named.column()));
    title.ifPresent(named -> described.put("title", named.column()));
    described.put("text", text.stream().map(ColumnReference::column).toList());
    described.put("attributes", attributes.stream().map(ColumnReference::column).toList());
    described.putAll(media.described());
    described.putAll(vectors.described());
    if (decimalComma) {
      described.put(DecimalMark.KEY, ",");
    }
    return described;
  }
}
