package com.example.shop;

import io.kuayu.core.Event;
import io.kuayu.core.History;
import io.kuayu.core.ItemKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * What the customers did. It stands for the shop's own database: the files of a demo, read at the
 * start, and what is added since, in memory.
 */
@Component
class OrderHistory {
  private final Map<String, History> byCustomer = new ConcurrentHashMap<>();
  private final AtomicLong lastEvent = new AtomicLong();

  OrderHistory(@Value("${shop.data}") Path folder) throws IOException {
    Map<String, List<Event>> read = new HashMap<>();
    for (OrderFile file : OrderFile.in(folder)) {
      file.read(
          (customer, event) -> read.computeIfAbsent(customer, _ -> new ArrayList<>()).add(event));
    }
    read.forEach(
        (customer, events) -> {
          events.sort(Comparator.comparingLong(Event::timestamp));
          byCustomer.put(customer, new History(events));
          lastEvent.accumulateAndGet(events.getLast().timestamp(), Math::max);
        });
  }

  /** The demo's data end in the past, so the shop's time is the moment after the last event. */
  long now() {
    return lastEvent.get() + 1;
  }

  /** The history of a customer; empty for somebody new. */
  History of(String customer) {
    return byCustomer.getOrDefault(customer, History.EMPTY);
  }

  /** Adds what a customer did just now. */
  void add(String customer, ItemKey item, String type) {
    Event event = new Event(item, lastEvent.incrementAndGet(), type, 1);
    byCustomer.merge(
        customer,
        new History(List.of(event)),
        (before, added) -> {
          List<Event> all = new ArrayList<>(before.events());
          all.addAll(added.events());
          return new History(all);
        });
  }

  /** Customers to choose from: those of the last events first. */
  List<String> recentCustomers(int size) {
    return byCustomer.entrySet().stream()
        .sorted(
            Comparator.comparingLong(
                    (Map.Entry<String, History> each) ->
                        each.getValue().events().getLast().timestamp())
                .reversed()
                .thenComparing(Map.Entry::getKey))
        .limit(size)
        .map(Map.Entry::getKey)
        .toList();
  }
}
