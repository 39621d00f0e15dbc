package io.kuayu.corpus.source;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A source as the configuration names it.
 *
 * @param kind of the source
 * @param place where the configuration names it, such as {@code kuayu.yaml:7
 *     domains.food.items.path}
 * @param source the source
 * @param <S> what its rows are
 */
public record SourceReference<S extends RowSource>(String kind, String place, S source) {
  /** Every choice, for manifests; a file's kind goes without saying. */
  public Map<String, Object> described() {
    Map<String, Object> described = new LinkedHashMap<>();
    if (!kind.equals(SourceProvider.DEFAULT_KIND)) {
      described.put("source", kind);
    }
    described.putAll(source.described());
    return described;
  }

  /** The place of another key of the same block. */
  public String placeOf(String key) {
    return place.substring(0, place.lastIndexOf('.') + 1) + key;
  }
}
