package io.kuayu.core.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class NearestTest {
  private static final List<String> NAMES = List.of("popularity", "item-knn", "ease", "text");

  @Test
  void findsTheNameThatWasMeant() {
    assertThat(Nearest.to("popularty", NAMES)).hasValue("popularity");
    assertThat(Nearest.to("itemknn", NAMES)).hasValue("item-knn");
    assertThat(Nearest.to("EASE", NAMES)).as("case does not count").hasValue("ease");
  }

  @Test
  void findsNothingWhereAllIsFarAway() {
    assertThat(Nearest.to("transformer", NAMES)).isEmpty();
    assertThat(Nearest.to("x", List.of())).isEmpty();
  }

  @Test
  void ofEquallyNearNamesTheFirstCounts() {
    assertThat(Nearest.to("tast", List.of("test", "task"))).hasValue("test");
    assertThat(Nearest.to("taste", List.of("tas", "taster"))).hasValue("taster");
  }

  /** Names come from requests: 340 long ones once cost 19 seconds. */
  @Test
  @Timeout(5)
  void longNamesAreNearToNothingAndCostNothing() {
    String longest = "a".repeat(64);
    assertThat(Nearest.to(longest, List.of(longest + "b"))).hasValue(longest + "b");
    assertThat(Nearest.to(longest + "b", List.of(longest))).isEmpty();
    String name = "x".repeat(2_000_000);
    for (int time = 0; time < 340; time++) {
      assertThat(Nearest.to(name, List.of("x".repeat(100_000)))).isEmpty();
    }
  }
}
