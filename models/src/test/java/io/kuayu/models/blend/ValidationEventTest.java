package io.kuayu.models.blend;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.core.Interactions;
import io.kuayu.core.Seed;
import io.kuayu.core.Split;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ValidationEventTest {
  /** A person with a validation event at each of some times. */
  private static Interactions events(long... times) {
    byte[] parts = new byte[times.length];
    Arrays.fill(parts, Split.VALID.code());
    int[] items = new int[times.length];
    Arrays.setAll(items, at -> at);
    return new Interactions(
        List.of("u"),
        new int[] {0, times.length},
        items,
        times,
        parts,
        new byte[times.length],
        new float[times.length],
        List.of("view"));
  }

  private static Optional<int[]> laterHalf(Interactions events) {
    List<ValidationEvent> drawn = ValidationEvent.drawn(events, new Seed(1), 100);
    return ValidationEvent.laterHalf(drawn, events)
        .map(
            halves -> {
              int[] inOrder = new int[halves.length];
              for (int n = 0; n < halves.length; n++) {
                inOrder[drawn.get(n).event()] = halves[n];
              }
              return inOrder;
            });
  }

  @Test
  void whatHappenedLaterIsTheOtherHalf() {
    assertThat(laterHalf(events(10, 20, 30, 40))).contains(new int[] {0, 0, 1, 1});
    assertThat(laterHalf(events(10, 30, 30, 30))).contains(new int[] {0, 1, 1, 1});
    assertThat(laterHalf(events(10, 10, 10, 40))).contains(new int[] {0, 0, 0, 1});
  }

  @Test
  void timesThatDoNotTellHalvesApartAreNoHalves() {
    assertThat(laterHalf(events(10, 10, 10))).isEmpty();
    assertThat(laterHalf(events())).isEmpty();
    assertThat(laterHalf(events(10, 20).apart(event -> event))).isEmpty();
  }
}
