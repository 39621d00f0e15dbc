package io.kuayu.application.explain;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Item;
import io.kuayu.core.ItemKey;
import io.kuayu.engine.consent.PersonalEngine;
import io.kuayu.engine.explain.NamedFacts;
import io.kuayu.engine.request.Answer;
import io.kuayu.engine.request.Explanation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Writes explanations as text, where a chat model is configured. Thread-safe. */
public final class ExplanationService implements AutoCloseable {
  private final PersonalEngine engine;
  private final Optional<ChatExplainer> chat;

  /**
   * @param engine knows the catalogue; stays owned by the caller
   * @param chat owned by this from now on; without one nothing is written
   */
  public ExplanationService(PersonalEngine engine, Optional<ChatExplainer> chat) {
    this.engine = engine;
    this.chat = chat;
  }

  /**
   * Explains one item.
   *
   * @param explanation what the reader may see of it
   * @return empty where no chat model is configured, or there is no reason
   */
  public Optional<WrittenExplanation> of(ItemKey item, Explanation explanation) {
    return chat.flatMap(
        explainer ->
            facts(item, explanation).map(explainer::write).filter(ExplanationService::isTold));
  }

  /**
   * Explains the first items of a list.
   *
   * @param told the part of an explanation that the reader may see
   * @return by item; empty where no chat model is configured
   */
  public Map<ItemKey, WrittenExplanation> of(Answer answer, UnaryOperator<Explanation> told) {
    if (chat.isEmpty()) {
      return Map.of();
    }
    List<ItemKey> items = new ArrayList<>();
    List<NamedFacts> sheets = new ArrayList<>();
    answer.items().stream()
        .limit(chat.get().maxItems())
        .forEach(
            line -> {
              Explanation explanation = answer.explanations().get(line.item());
              if (explanation != null) {
                facts(line.item(), told.apply(explanation))
                    .ifPresent(
                        sheet -> {
                          items.add(line.item());
                          sheets.add(sheet);
                        });
              }
            });
    List<WrittenExplanation> written = chat.get().write(sheets);
    Map<ItemKey, WrittenExplanation> byItem = new HashMap<>();
    for (int index = 0; index < items.size(); index++) {
      if (isTold(written.get(index))) {
        byItem.put(items.get(index), written.get(index));
      }
    }
    return byItem;
  }

  private static boolean isTold(WrittenExplanation written) {
    return !written.text().isEmpty();
  }

  private Optional<NamedFacts> facts(ItemKey item, Explanation explanation) {
    Catalogue catalogue = engine.catalogue();
    return found(catalogue, item)
        .map(one -> NamedFacts.of(one, explanation, key -> found(catalogue, key)));
  }

  private static Optional<Item> found(Catalogue catalogue, ItemKey key) {
    var ordinal = catalogue.ordinal(key);
    return ordinal.isPresent() ? Optional.of(catalogue.item(ordinal.getAsInt())) : Optional.empty();
  }

  @Override
  public void close() {
    chat.ifPresent(ChatExplainer::close);
  }
}
