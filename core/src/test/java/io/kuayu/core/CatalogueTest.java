package io.kuayu.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CatalogueTest {
  private static Item item(String key) {
    return new Item(ItemKey.parse(key), key, "", Map.of());
  }

  private static Catalogue mixed() {
    return Catalogue.of(
        List.of("food", "kitchen", "empty"),
        List.of(item("kitchen:a"), item("food:a"), item("kitchen:b"), item("food:b")));
  }

  @Test
  void numbersItemsInTheGivenOrder() {
    Catalogue catalogue = mixed();
    assertThat(catalogue.size()).isEqualTo(4);
    assertThat(catalogue.ordinal(ItemKey.parse("food:a"))).hasValue(1);
    assertThat(catalogue.ordinal(ItemKey.parse("food:z"))).isEmpty();
    assertThat(catalogue.ordinals(catalogue.domain("food"))).containsExactly(1, 3);
    assertThat(catalogue.ordinals(catalogue.domain("empty"))).isEmpty();
  }

  @Test
  void keepsOrdinalsWhenItGrows() {
    Catalogue more = mixed().with(List.of(item("toys:a"), item("food:c")));
    assertThat(more.domains()).containsExactly("food", "kitchen", "empty", "toys");
    assertThat(more.items().subList(0, 4)).isEqualTo(mixed().items());
    assertThat(more.ordinals(0)).containsExactly(1, 3, 5);
    assertThat(more.positionOf(5)).isEqualTo(2);
  }

  @Test
  void leadsFromItemToPositionAndBack() {
    for (long seed = 0; seed < 20; seed++) {
      SplittableRandom random = new Seed(seed).random();
      List<Item> items = new ArrayList<>();
      for (int index = 0; index < 50; index++) {
        items.add(item("d" + random.nextInt(3) + ":" + index));
      }
      Catalogue catalogue = Catalogue.of(List.of("d0", "d1", "d2"), items);
      for (int ordinal = 0; ordinal < catalogue.size(); ordinal++) {
        int domain = catalogue.domainOf(ordinal);
        assertThat(catalogue.ordinals(domain)[catalogue.positionOf(ordinal)])
            .as("seed " + seed)
            .isEqualTo(ordinal);
        assertThat(catalogue.ordinal(catalogue.item(ordinal).key())).hasValue(ordinal);
      }
    }
  }

  @Test
  void refusesAnItemThatIsListedTwice() {
    assertThatThrownBy(() -> Catalogue.of(List.of("food"), List.of(item("food:a"), item("food:a"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("food:a");
  }

  @Test
  void refusesAnItemOfNoListedDomain() {
    assertThatThrownBy(() -> Catalogue.of(List.of("food"), List.of(item("toys:a"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("toys:a");
  }

  @Test
  void saysWhichDomainsThereAre() {
    assertThatThrownBy(() -> mixed().domain("Food"))
        .isInstanceOfSatisfying(
            KuayuException.class,
            e -> assertThat(e.remedy()).isEqualTo("choose among food, kitchen, empty"));
  }

  @Test
  void readsKeysWithColonsInTheId() {
    assertThat(ItemKey.parse("food:a:b/../c")).isEqualTo(new ItemKey("food", "a:b/../c"));
    for (String text : List.of("food", ":a", "food:", "")) {
      assertThatThrownBy(() -> ItemKey.parse(text)).isInstanceOf(KuayuException.class);
    }
  }
}
