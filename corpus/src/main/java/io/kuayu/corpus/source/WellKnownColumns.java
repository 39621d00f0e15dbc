package io.kuayu.corpus.source;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The names under which published data sets keep what is needed, the most telling first. */
public final class WellKnownColumns {
  private static final List<String> ITEM =
      List.of(
          "item_id", "itemid", "parent_asin", "asin", "movieid", "item", "product_id", "movie_id");
  private static final Map<ColumnRole, List<String>> NAMES =
      Map.of(
          ColumnRole.USER, List.of("user_id", "userid", "reviewerid", "user"),
          ColumnRole.ITEM, ITEM,
          ColumnRole.TIMESTAMP, List.of("timestamp", "unixreviewtime", "time", "datetime"),
          ColumnRole.VALUE, List.of("rating", "overall"),
          ColumnRole.ID, ITEM,
          ColumnRole.TITLE, List.of("title", "movie_title", "name", "item_name"));
  private static final List<String> TEXT =
      List.of(
          "title",
          "movie_title",
          "name",
          "item_name",
          "brand",
          "store",
          "categories",
          "category",
          "genres",
          "genre",
          "class",
          "features",
          "feature",
          "description");

  private WellKnownColumns() {}

  /** The roles that these columns play by their names. */
  public static Map<ColumnRole, List<String>> roles(List<String> columns) {
    Map<ColumnRole, List<String>> roles = new EnumMap<>(ColumnRole.class);
    NAMES.forEach(
        (role, names) -> {
          List<String> found = present(columns, names);
          if (!found.isEmpty()) {
            roles.put(role, found.subList(0, 1));
          }
        });
    List<String> text = present(columns, TEXT);
    if (!text.isEmpty()) {
      roles.put(ColumnRole.TEXT, text);
    }
    return roles;
  }

  /**
   * As above, without a value: a rating counts as the strength of an event only where it is known
   * to be one.
   */
  public static Map<ColumnRole, List<String>> rolesWithoutValue(List<String> columns) {
    Map<ColumnRole, List<String>> roles = new EnumMap<>(roles(columns));
    roles.remove(ColumnRole.VALUE);
    return roles;
  }

  private static List<String> present(List<String> columns, List<String> names) {
    List<String> found = new ArrayList<>();
    for (String name : names) {
      columns.stream()
          .filter(column -> column.toLowerCase(Locale.ROOT).equals(name))
          .findFirst()
          .ifPresent(found::add);
    }
    return found;
  }
}
