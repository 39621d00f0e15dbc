package io.kuayu.core.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

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
}
