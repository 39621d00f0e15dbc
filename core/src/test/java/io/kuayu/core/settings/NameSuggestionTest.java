package io.kuayu.core.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class NameSuggestionTest {
  private static final List<String> NAMES = List.of("popularity", "item-knn", "ease", "text");

  @Test
  void findsTheNameThatWasMeant() {
    assertThat(NameSuggestion.to("popularty", NAMES)).hasValue("popularity");
    assertThat(NameSuggestion.to("itemknn", NAMES)).hasValue("item-knn");
    assertThat(NameSuggestion.to("EASE", NAMES)).as("case does not count").hasValue("ease");
  }

  @Test
  void findsNothingWhereAllIsFarAway() {
    assertThat(NameSuggestion.to("transformer", NAMES)).isEmpty();
    assertThat(NameSuggestion.to("x", List.of())).isEmpty();
  }

  @Test
  void ofEquallyNearNamesTheFirstCounts() {
    assertThat(NameSuggestion.to("tast", List.of("test", "task"))).hasValue("test");
    assertThat(NameSuggestion.to("taste", List.of("tas", "taster"))).hasValue("taster");
  }

  /** Names come from requests: 340 long ones once cost 19 seconds. */
  @Test
  @Timeout(5)
  void longNamesAreNearToNothingAndCostNothing() {
    String longest = "a".repeat(64);
    assertThat(NameSuggestion.to(longest, List.of(longest + "b"))).hasValue(longest + "b");
    assertThat(NameSuggestion.to(longest + "b", List.of(longest))).isEmpty();
    String name = "x".repeat(2_000_000);
    for (int time = 0; time < 340; time++) {
      assertThat(NameSuggestion.to(name, List.of("x".repeat(100_000)))).isEmpty();
    }
  }
}
