package io.kuayu.core.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

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
}
