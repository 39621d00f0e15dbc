package io.kuayu.models.blend;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.core.Interactions;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuestionHistoryTest {
  private static final long DAY = 86_400;

  /** A person with two events at each of three times. */
  private static Interactions events(long apart) {
    long[] times = {0, 0, apart, apart, 2 * apart, 2 * apart};
    return new Interactions(
        List.of("u"),
        new int[] {0, times.length},
        new int[] {0, 1, 2, 3, 4, 5},
        times,
        new byte[times.length],
        new byte[times.length],
        new float[times.length],
        List.of("view"));
  }

  @Test
  void ofMonthsNothingOfTheSameTimeIsKnown() {
    QuestionHistory history = QuestionHistory.of(events(30 * DAY));
    assertThat(history.before(0, 5).items()).containsExactly(0, 1, 2, 3);
    assertThat(history.before(0, 4).items()).containsExactly(0, 1, 2, 3);
    assertThat(history.before(0, 1).items()).isEmpty();
    assertThat(history.before(0, 5).now()).isEqualTo(60 * DAY);
  }

  @Test
  void ofDaysTheOrderThatIsGivenHolds() {
    QuestionHistory history = QuestionHistory.of(events(DAY));
    assertThat(history.before(0, 5).items()).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void timesThatTellNoMoreThanAnOrderAreNotCoarse() {
    assertThat(QuestionHistory.of(events(30 * DAY).apart(event -> event / 2)).isCoarse()).isFalse();
    assertThat(QuestionHistory.of(events(0)).isCoarse()).isFalse();
  }
}
