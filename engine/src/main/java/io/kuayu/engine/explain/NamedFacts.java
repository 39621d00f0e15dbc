package io.kuayu.engine.explain;

import io.kuayu.core.Item;
import io.kuayu.core.ItemKey;
import io.kuayu.core.Reason;
import io.kuayu.engine.request.Explanation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The strongest reasons of one recommendation as facts, and the names that their placeholders stand
 * for.
 *
 * @param sheet the facts without names
 * @param names of items by placeholder, such as {@code [1]}, in the quotation marks of the language
 * @param reasons the index of each fact's reason in the explanation, by the id of the fact
 * @param sentences the reasons as they are written without a chat model, names included
 */
public record NamedFacts(
    FactSheet sheet,
    Map<String, String> names,
    Map<String, Integer> reasons,
    List<String> sentences) {
  public NamedFacts {
    names = Map.copyOf(names);
    reasons = Map.copyOf(reasons);
    sentences = List.copyOf(sentences);
  }

  /**
   * The facts of an explanation, {@value ReasonBuilder#MAX_EVIDENCE} at most. A reason whose
   * sentence names its item in another way than {@link ReasonBuilder} writes it is left out.
   *
   * @param recommended the item that is explained
   * @param explanation what the reader may see of it
   * @param items the catalogue
   */
  public static NamedFacts of(
      Item recommended, Explanation explanation, Function<ItemKey, Optional<Item>> items) {
    ExplanationLanguage language = ReasonText.forLanguageOf(recommended).language();
    List<FactSheet.Fact> facts = new ArrayList<>();
    Map<String, String> names = new LinkedHashMap<>();
    Map<String, Integer> reasons = new LinkedHashMap<>();
    List<Reason> strongest =
        explanation.reasons().stream().limit(ReasonBuilder.MAX_EVIDENCE).toList();
    for (int index = 0; index < strongest.size(); index++) {
      Reason reason = strongest.get(index);
      String placeholder = "[" + (names.size() + 1) + "]";
      String text = reason.text();
      if (reason.item().isPresent()) {
        Optional<String> name = shownName(reason.item().get(), text, language, items);
        if (name.isEmpty()) {
          continue;
        }
        text = text.replace(name.get(), placeholder);
        names.put(placeholder, name.get());
      }
      String id = "f" + (facts.size() + 1);
      facts.add(new FactSheet.Fact(id, text));
      reasons.put(id, index);
    }
    return new NamedFacts(
        new FactSheet(language, facts),
        names,
        reasons,
        strongest.stream().map(Reason::text).toList());
  }

  /** The name of an item as the sentence has it: its title, or the id of one that was deleted. */
  private static Optional<String> shownName(
      ItemKey key,
      String sentence,
      ExplanationLanguage language,
      Function<ItemKey, Optional<Item>> items) {
    Item nameless = new Item(key, "", "", Map.of());
    return items
        .apply(key)
        .map(item -> ReasonText.quoted(item, language.open(), language.close()))
        .filter(sentence::contains)
        .or(
            () ->
                Optional.of(ReasonText.quoted(nameless, language.open(), language.close()))
                    .filter(sentence::contains));
  }
}
