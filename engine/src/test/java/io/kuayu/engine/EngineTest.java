package io.kuayu.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kuayu.core.Event;
import io.kuayu.core.History;
import io.kuayu.core.ItemKey;
import io.kuayu.core.KuayuException;
import io.kuayu.core.Query;
import io.kuayu.core.Reason;
import io.kuayu.core.Recommendation;
import io.kuayu.core.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EngineTest {
  private static final FixedModel TWO_DOMAINS =
      FixedModel.of(
          List.of("food", "kitchen"),
          "food:a=9",
          "food:b=8",
          "food:c=7",
          "food:d=6",
          "kitchen:a=2",
          "kitchen:b=1");

  @Test
  void listsTheBestWithoutTheItemsOfTheHistory() {
    assertThat(keys(ask(TWO_DOMAINS, history("food:a"), Set.of("food"), 3)))
        .containsExactly("food:b", "food:c", "food:d");
  }

  @Test
  void givesEachDomainItsPlacesAndSortsByScore() {
    List<Recommendation> answer = ask(TWO_DOMAINS, History.EMPTY, Set.of(), 4);
    assertThat(keys(answer)).containsExactly("food:a", "food:b", "food:c", "kitchen:a");
    assertThat(answer).extracting(Recommendation::rank).containsExactly(1, 2, 3, 4);
    assertThat(answer).extracting(Recommendation::source).containsOnly("fixed");
  }

  @Test
  void fillsThePlacesThatADomainCannotFill() {
    assertThat(keys(ask(TWO_DOMAINS, history("kitchen:a", "kitchen:b"), Set.of(), 5)))
        .containsExactly("food:a", "food:b", "food:c", "food:d");
  }

  @Test
  void scoresAloneDecideWhereThereAreMoreDomainsThanPlaces() {
    assertThat(keys(ask(TWO_DOMAINS, History.EMPTY, Set.of(), 1))).containsExactly("food:a");
  }

  @Test
  void answersWithTheWholeCatalogueWhenAskedForMore() {
    assertThat(ask(TWO_DOMAINS, History.EMPTY, Set.of(), 1_000_000)).hasSize(6);
  }

  @Test
  void namesTheNearestDomain() {
    assertThatThrownBy(() -> ask(TWO_DOMAINS, History.EMPTY, Set.of("fod"), 3))
        .isInstanceOfSatisfying(
            KuayuException.class,
            failure -> {
              assertThat(failure).hasMessage("there is no domain 'fod'");
              assertThat(failure.remedy())
                  .isEqualTo("did you mean 'food'? the domains are food, kitchen");
            });
  }

  @Test
  void breaksTiesBySeedAndNeverByOrder() {
    String[] items =
        IntStream.range(0, 50).mapToObj(number -> "food:" + number + "=1").toArray(String[]::new);
    FixedModel model = FixedModel.of(List.of("food"), items);
    Query query = new Query(History.EMPTY, 10, Set.of(), 50, false);
    List<String> first = keys(Engine.of(model, new Seed(1)).recommend(query));
    assertThat(keys(Engine.of(model, new Seed(1)).recommend(query))).isEqualTo(first);
    assertThat(keys(Engine.of(model, new Seed(2)).recommend(query))).isNotEqualTo(first);
    List<String> catalogueOrder =
        Arrays.stream(items).map(item -> item.substring(0, item.length() - 2)).toList();
    assertThat(first)
        .isNotEqualTo(catalogueOrder)
        .containsExactlyInAnyOrderElementsOf(catalogueOrder);
  }

  @Test
  void showsTheThreeStrongestReasonsAsSharesOfAllEvidence() {
    Query query =
        new Query(
            history("food:a", "food:b", "food:c", "food:a", "food:x"), 100, Set.of(), 1, true);
    List<Reason> reasons = Engine.of(TWO_DOMAINS).recommend(query).getFirst().reasons();
    // Events 1 2 3 4 weigh 1 2 3 4, food:a has two of them; popularity weighs 2: 12 in all.
    assertThat(reasons).hasSize(3);
    assertThat(reasons.get(0).item()).contains(new ItemKey("food", "a"));
    assertThat(reasons.get(0).weight()).isCloseTo(5.0 / 12, within(1e-12));
    assertThat(reasons.get(0).text()).isEqualTo("Because you chose “a” in food");
    assertThat(reasons.get(1).item()).contains(new ItemKey("food", "c"));
    assertThat(reasons.get(2).weight()).isCloseTo(2.0 / 12, within(1e-12));
  }

  @Test
  void reasonsSpeakTheLanguageOfTheItem() {
    FixedModel model = FixedModel.of(List.of("书籍"), "书籍:深度学习=1", "书籍:统计学习方法=2");
    Query query = new Query(history("书籍:深度学习"), 100, Set.of(), 1, true);
    assertThat(Engine.of(model).recommend(query).getFirst().reasons())
        .extracting(Reason::text)
        .containsExactly("在“书籍”中很受欢迎", "因为您在“书籍”中选择过《深度学习》");
  }

  private static List<Recommendation> ask(
      FixedModel model, History history, Set<String> domains, int size) {
    return Engine.of(model).recommend(new Query(history, 100, domains, size, false));
  }

  private static History history(String... items) {
    return new History(
        IntStream.range(0, items.length)
            .mapToObj(index -> Event.of(ItemKey.parse(items[index]), index))
            .toList());
  }

  private static List<String> keys(List<Recommendation> answer) {
    return answer.stream().map(recommendation -> recommendation.item().toString()).toList();
  }
}
