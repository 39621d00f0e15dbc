package io.kuayu.application.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Event;
import io.kuayu.core.Item;
import io.kuayu.core.ItemKey;
import io.kuayu.core.Recommendation;
import io.kuayu.engine.consent.Person;
import io.kuayu.engine.consent.PersonalEngine;
import io.kuayu.engine.consent.PersonalRequest;
import io.kuayu.engine.filter.Filter;
import io.kuayu.engine.request.Answer;
import io.kuayu.engine.request.CandidateRules;
import io.kuayu.engine.request.Explanation;
import io.kuayu.engine.request.SeenItems;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Each reason for an empty list, with an engine that answers by the rules alone. */
class WhyEmptyTest {
  private static final ItemKey TEA = new ItemKey("food", "tea");
  private static final Catalogue CATALOGUE =
      Catalogue.of(List.of("food", "films"), List.of(new Item(TEA, "Tea", "Tea", Map.of())));

  @Test
  void tellsWhatIsInTheWay() {
    CandidateRules films = CandidateRules.NONE.withDomains(Set.of("films"));
    assertThat(why(_ -> false, films, List.of())).isEqualTo("the catalogue has no items in films");
    assertThat(why(rules -> rules.seen() == SeenItems.INCLUDE, CandidateRules.NONE, List.of()))
        .isEqualTo(
            "the history holds all that could be recommended of the 1 items in food, films already");
    CandidateRules filtered = CandidateRules.NONE.withFilter(Filter.parse("title = \"x\""));
    assertThat(why(rules -> rules.filter().equals(Filter.ALL), filtered, List.of()))
        .isEqualTo("none of the 1 items in food, films meets the filter and the lists of items");
    assertThat(why(_ -> false, CandidateRules.NONE, List.of()))
        .isEqualTo(
            "the model fixed scores none of the 1 items in food, films for somebody without a"
                + " history, and nothing is popular there");
    assertThat(why(_ -> false, CandidateRules.NONE, List.of(Event.of(TEA, 1))))
        .isEqualTo("the model fixed scores none of the 1 items in food, films for this history");
  }

  private static String why(
      Predicate<CandidateRules> answers, CandidateRules rules, List<Event> history) {
    RecommendService service = new RecommendService(new Fixed(answers), _ -> Person.STRANGER);
    PersonalRequest request = PersonalRequest.PLAIN.withRules(rules).withHistory(history);
    return service.whyEmpty(new RecommendQuery(Optional.empty(), true, request));
  }

  private record Fixed(Predicate<CandidateRules> answers) implements PersonalEngine {
    @Override
    public Answer answer(Person person, PersonalRequest request) {
      List<Recommendation> items =
          answers.test(request.rules())
              ? List.of(new Recommendation(TEA, "Tea", 1, 1, "fixed", List.of()))
              : List.of();
      return new Answer(items, "fixed", List.of(), Map.of());
    }

    @Override
    public Explanation explain(Person person, PersonalRequest request, ItemKey item) {
      throw new UnsupportedOperationException();
    }

    @Override
    public float[] scores(Person person, PersonalRequest request, List<ItemKey> candidates) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<ItemKey> unknownItems(Person person, PersonalRequest request) {
      return List.of();
    }

    @Override
    public Answer similar(ItemKey item, Set<String> domains, int size) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean offers(ItemKey item) {
      return CATALOGUE.ordinal(item).isPresent();
    }

    @Override
    public Catalogue catalogue() {
      return CATALOGUE;
    }

    @Override
    public String model() {
      return "fixed";
    }
  }
}
