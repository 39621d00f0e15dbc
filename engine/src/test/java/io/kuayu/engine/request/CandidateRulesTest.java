package io.kuayu.engine.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kuayu.core.Event;
import io.kuayu.core.History;
import io.kuayu.core.ItemKey;
import io.kuayu.core.KuayuException;
import io.kuayu.engine.Engine;
import io.kuayu.engine.FixedModel;
import io.kuayu.engine.filter.Filter;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CandidateRulesTest {
  private static final Engine ENGINE =
      Engine.of(
          FixedModel.of(
              List.of("food", "kitchen"),
              "food:a=9",
              "food:b=8",
              "food:c=7",
              "food:d=6",
              "kitchen:a=2",
              "kitchen:b=1"));

  @Test
  void includeAndExclude() {
    assertThat(
            list(
                request()
                    .withRules(
                        CandidateRules.NONE.withInclude(keys("food:d", "kitchen:b", "x:y")))))
        .containsExactly("food:d", "kitchen:b");
    assertThat(
            list(
                request()
                    .withRules(
                        CandidateRules.NONE.withExclude(keys("food:a", "kitchen:b", "x:y")))))
        .containsExactly("food:b", "food:c", "food:d", "kitchen:a");
    assertThat(
            list(
                request()
                    .withRules(
                        CandidateRules.NONE
                            .withInclude(keys("food:a", "food:b"))
                            .withExclude(keys("food:a")))))
        .containsExactly("food:b");
  }

  @Test
  void filterAndDomains() {
    CandidateRules rules = CandidateRules.NONE.withFilter(Filter.parse("id in ('b', 'd')"));
    assertThat(list(request().withRules(rules))).containsExactly("food:b", "food:d", "kitchen:b");
    assertThat(list(request().withRules(rules.withDomains(Set.of("kitchen")))))
        .containsExactly("kitchen:b");
  }

  @Test
  void seen() {
    Request seen = request().withHistory(new History(List.of(Event.of(key("food:a"), 5))));
    assertThat(list(seen)).doesNotContain("food:a");
    assertThat(list(seen.withRules(CandidateRules.NONE.withSeen(SeenItems.INCLUDE))))
        .startsWith("food:a", "food:b");
    // The deviation of 9 8 7 6 is 1.118, and 10 - 1.118 is below 9.
    assertThat(list(seen.withRules(CandidateRules.NONE.withSeen(SeenItems.LOWER))))
        .startsWith("food:b", "food:a", "food:c");
  }

  @Test
  void sessionAndPageCountAsEvents() {
    Answer answer =
        ENGINE.answer(
            request()
                .withSession(List.of(Event.of(key("food:a"), 50)))
                .withPage(key("food:b"))
                .withRules(CandidateRules.NONE.withSeen(SeenItems.INCLUDE)));
    assertThat(answer.items().getFirst().score()).isEqualTo(9 + 2);
    assertThat(answer.items()).noneMatch(item -> item.item().equals(key("food:b")));
  }

  @Test
  void quotas() {
    RerankingOptions places =
        RerankingOptions.BY_SCORE.withQuotas(
            Map.of("food", new Quota(0, 2), "kitchen", new Quota(2, 5)));
    assertThat(list(request().withSize(3).withReranking(places)))
        .containsExactly("food:a", "kitchen:a", "kitchen:b");
    assertThat(list(request().withSize(9).withReranking(places)))
        .containsExactly("food:a", "food:b", "kitchen:a", "kitchen:b");
    assertThatThrownBy(
            () ->
                list(
                    request()
                        .withReranking(
                            RerankingOptions.BY_SCORE.withQuotas(
                                Map.of("kitchn", new Quota(1, 1))))))
        .isInstanceOf(KuayuException.class)
        .hasMessage("there is no domain 'kitchn'");
  }

  @Test
  void calibrationFollowsTheHistory() {
    List<Event> events =
        List.of(
            Event.of(key("food:a"), 1),
            Event.of(key("kitchen:a"), 2),
            Event.of(key("food:a"), 3),
            Event.of(key("kitchen:a"), 4));
    Request request =
        request()
            .withHistory(new History(events))
            .withSize(4)
            .withRules(CandidateRules.NONE.withSeen(SeenItems.INCLUDE))
            .withReranking(RerankingOptions.BY_SCORE.withCalibration(true));
    Map<String, Long> mix =
        ENGINE.answer(request).items().stream()
            .collect(Collectors.groupingBy(item -> item.item().domain(), Collectors.counting()));
    assertThat(mix).isEqualTo(Map.of("food", 2L, "kitchen", 2L));
    assertThat(ENGINE.answer(request.withHistory(History.EMPTY)).degraded())
        .contains("calibration: the history has no event in these domains");
  }

  @Test
  void tellsWhatWasSkipped() {
    Answer answer =
        ENGINE.answer(
            request()
                .withBudget(Duration.ZERO)
                .withExplain(true)
                .withHistory(
                    new History(List.of(Event.of(key("food:a"), 5), Event.of(key("food:x"), 6))))
                .withReranking(RerankingOptions.BY_SCORE.withDiversity(.5)));
    assertThat(answer.items()).isNotEmpty();
    assertThat(answer.degraded())
        .containsExactly(
            "unknown items: 1 of 2 events name items that the catalogue does not hold",
            "time budget: not scored: kitchen",
            "time budget: the list is by scores alone",
            "time budget: no reasons for food");
    assertThat(ENGINE.answer(request()).degraded())
        .containsExactly("cold: nothing is known of the person that the model can use");
  }

  private static Request request() {
    return Request.of(History.EMPTY, 100);
  }

  private static ItemKey key(String item) {
    return ItemKey.parse(item);
  }

  private static Set<ItemKey> keys(String... items) {
    return Arrays.stream(items).map(ItemKey::parse).collect(Collectors.toSet());
  }

  private static List<String> list(Request request) {
    return ENGINE.answer(request).items().stream().map(item -> item.item().toString()).toList();
  }
}
