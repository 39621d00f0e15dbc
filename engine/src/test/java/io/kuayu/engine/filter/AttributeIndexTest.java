package io.kuayu.engine.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Item;
import io.kuayu.core.ItemKey;
import io.kuayu.core.KuayuException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AttributeIndexTest {
  private static final List<String> ALL = List.of("food", "films", "odd");

  private final Catalogue catalogue =
      Catalogue.of(
          ALL,
          List.of(
              item("food", "tea", "Green tea", Map.of("brand", "A\"B\\C", "price", "")),
              item("food", "rice", "Rice", Map.of("price", "12.50")),
              item(
                  "films", "solaris", "Solaris", Map.of("in", "x", "running time", "y".repeat(50))),
              item("odd", "one", "机器学习导论与实践应用指南完整版", Map.of())));
  private final AttributeIndex index = AttributeIndex.of(catalogue);

  private static Item item(String domain, String id, String title, Map<String, String> attributes) {
    return new Item(new ItemKey(domain, id), title, title, attributes);
  }

  @Test
  void examplesAreMetByAnItemOfTheirDomain() {
    assertThat(index.example("food")).isEqualTo("price <= 12.50");
    assertThat(index.example("films")).isEqualTo("`in` = \"x\"");
    assertThat(index.example("odd")).isEqualTo("title contains \"机器学习导论与实践应用指\"");
    assertThat(index.example("none")).isEmpty();
    for (String domain : ALL) {
      Filter filter = Filter.parse(index.example(domain));
      assertThat(catalogue.items())
          .filteredOn(item -> item.key().domain().equals(domain))
          .as(domain)
          .anyMatch(filter::accepts);
    }
    AttributeIndex quoted =
        AttributeIndex.of(
            Catalogue.of(
                List.of("food"), List.of(item("food", "t", "T", Map.of("a`\\b c", "A\"B\\C")))));
    assertThat(Filter.parse(quoted.example("food")).attributes()).containsOnlyKeys("a`\\b c");
    assertThat(
            Filter.parse(quoted.example("food"))
                .accepts(item("food", "t", "T", Map.of("a`\\b c", "A\"B\\C"))))
        .isTrue();
  }

  @Test
  void anAttributeOfAnyQueriedDomainIsKnown() {
    Filter filter = Filter.parse("price < 20 and not title contains \"x\" and domain = \"food\"");
    assertThat(filter.attributes()).isEqualTo(Map.of("price", 1));
    assertThatCode(() -> index.check(filter, ALL)).doesNotThrowAnyException();
    assertThatThrownBy(() -> index.check(filter, List.of("films", "odd")))
        .hasMessage("filter, column 1: no item of films, odd has an attribute 'price'")
        .asInstanceOf(type(KuayuException.class))
        .extracting(KuayuException::remedy)
        .isEqualTo(
            "the attributes are films: in, running time; odd: none; every item has domain, id,"
                + " title, text");
  }

  @Test
  void theNearestNameIsToldAndTheColumn() {
    assertThatThrownBy(() -> index.check(Filter.parse("id = \"a\" or prize is missing"), ALL))
        .hasMessageContaining("column 13")
        .asInstanceOf(type(KuayuException.class))
        .extracting(KuayuException::remedy)
        .asString()
        .startsWith("did you mean 'price'? the attributes are food: brand, price; films:");
    assertThatThrownBy(() -> index.check(Filter.parse("titel = \"a\""), List.of("odd")))
        .asInstanceOf(type(KuayuException.class))
        .extracting(KuayuException::remedy)
        .isEqualTo(
            "did you mean 'title'? there are no attributes; every item has domain, id, title, text");
  }

  @Test
  void laterItemsBringTheirAttributesAndManyNamesAreCutShort() {
    Map<String, String> many = new HashMap<>();
    for (int name = 0; name < 5_000; name++) {
      many.put("attribute-" + name, "1");
    }
    AttributeIndex more = index.with(List.of(item("odd", "many", "Many", many)));
    assertThatCode(() -> more.check(Filter.parse("attribute-4999 = 1"), ALL))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> more.check(Filter.parse("x".repeat(3_000) + " = 1"), ALL))
        .hasMessageContaining("'" + "x".repeat(64) + "…'")
        .asInstanceOf(type(KuayuException.class))
        .extracting(KuayuException::remedy)
        .asString()
        .hasSizeLessThan(2_000)
        .contains(", …");
    assertThatThrownBy(() -> index.check(Filter.parse("attribute-4999 = 1"), ALL))
        .isInstanceOf(KuayuException.class);
  }
}
