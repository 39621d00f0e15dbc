package com.example.shop;

import io.kuayu.core.Item;
import io.kuayu.core.ItemKey;
import io.kuayu.core.Reason;
import io.kuayu.core.Recommendation;
import io.kuayu.engine.RecommendationEngine;
import io.kuayu.engine.request.Answer;
import io.kuayu.engine.request.CandidateRules;
import io.kuayu.engine.request.Request;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The departments of the shop and what they have for a customer: all that asks the engine. */
@Component
class Departments {
  private static final int REASONS = 2;

  private final RecommendationEngine engine;
  private final OrderHistory orders;

  Departments(RecommendationEngine engine, OrderHistory orders) {
    this.engine = engine;
    this.orders = orders;
  }

  /**
   * An item with the reasons for it.
   *
   * @param because in words, strongest first; empty where the list is not of a customer
   */
  record Offer(ItemKey item, String title, List<String> because) {}

  /** What a department has for a customer, and the version of the model that says so. */
  record Shelf(String department, String model, List<Offer> offers) {}

  List<String> names() {
    return engine.catalogue().domains();
  }

  /** The best items of a department for a customer; popular ones for somebody new. */
  Shelf forCustomer(String customer, String department, int size) {
    Answer answer =
        engine.answer(
            Request.of(orders.of(customer), orders.now())
                .withSize(size)
                .withRules(CandidateRules.NONE.withDomains(Set.of(department)))
                .withExplain(true));
    return shelf(department, answer);
  }

  /** Items like this one, in its department. */
  Shelf like(ItemKey item, int size) {
    return shelf(item.domain(), engine.similar(item, Set.of(item.domain()), size));
  }

  Optional<Item> find(ItemKey item) {
    var catalogue = engine.catalogue();
    return catalogue.ordinal(item).stream().mapToObj(catalogue::item).findFirst();
  }

  /** The title of an item, its id where it has none. */
  String title(ItemKey item) {
    return named(item, find(item).map(Item::title).orElse(""));
  }

  private static Shelf shelf(String department, Answer answer) {
    return new Shelf(
        department, answer.model(), answer.items().stream().map(Departments::offer).toList());
  }

  private static Offer offer(Recommendation line) {
    List<String> because =
        line.reasons().stream()
            .filter(reason -> reason.weight() > 0)
            .limit(REASONS)
            .map(Reason::text)
            .toList();
    return new Offer(line.item(), named(line.item(), line.title()), because);
  }

  private static String named(ItemKey item, String title) {
    return title.isBlank() ? item.id() : title;
  }
}
