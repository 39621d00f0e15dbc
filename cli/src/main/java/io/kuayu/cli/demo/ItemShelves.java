package io.kuayu.cli.demo;

import io.kuayu.cli.demo.Marketplace.Good;
import java.util.ArrayList;
import java.util.List;

/** The items by domain and theme. */
final class ItemShelves {
  private final List<List<List<Good>>> shelves = new ArrayList<>();

  ItemShelves(Scenario scenario, List<Good> goods) {
    for (int domain = 0; domain < scenario.domains().size(); domain++) {
      List<List<Good>> ofDomain = new ArrayList<>();
      scenario.themes().forEach(_ -> ofDomain.add(new ArrayList<>()));
      shelves.add(ofDomain);
    }
    goods.forEach(good -> of(good.domain(), good.theme()).add(good));
  }

  /** The items of a theme in a domain. */
  List<Good> of(int domain, int theme) {
    return shelves.get(domain).get(theme);
  }
}
