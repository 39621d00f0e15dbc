package io.kuayu.application.init;

import java.util.List;
import java.util.Optional;

/** Makes the block of a source of items. */
final class ItemKeys {
  private ItemKeys() {}

  /**
   * The block.
   *
   * @param where the condition that leaves one domain of several
   * @param reason why this column holds the ids
   */
  static SourceGuess of(ItemColumns items, Optional<String> where, String reason) {
    SampledTable table = items.table();
    List<KeyGuess> keys = EventKeys.shape(table);
    where.ifPresent(
        condition -> keys.add(KeyGuess.of("where", condition, "one domain of the file")));
    keys.add(KeyGuess.of("id", items.id(), reason));
    items.title().ifPresent(title -> keys.add(KeyGuess.of("title", title, example(table, title))));
    if (items.text().isEmpty()) {
      keys.add(
          KeyGuess.of("text", "", "")
              .doubted(
                  new Doubt(
                      "is there a column of words? Without any, items are known by events alone",
                      List.of("text: [COLUMN]"),
                      false)));
    } else {
      keys.add(KeyGuess.of("text", items.text(), "what language models read"));
    }
    if (!items.attributes().isEmpty()) {
      keys.add(KeyGuess.of("attributes", items.attributes(), "for filters"));
      boolean comma =
          items.attributes().stream()
              .anyMatch(name -> table.column(name).orElseThrow().hasDecimalComma());
      if (comma) {
        keys.add(KeyGuess.of("decimal", ",", ""));
      }
    }
    return new SourceGuess(table.path(), table.described(), keys);
  }

  private static String example(SampledTable table, String column) {
    String value = table.column(column).orElseThrow().examples(1).getFirst();
    return "such as '" + (value.length() > 40 ? value.substring(0, 40) + "…" : value) + "'";
  }
}
