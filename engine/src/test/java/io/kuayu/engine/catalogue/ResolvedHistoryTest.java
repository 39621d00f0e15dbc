package io.kuayu.engine.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.core.Event;
import io.kuayu.core.History;
import io.kuayu.core.ItemKey;
import io.kuayu.engine.CandidateScorer;
import io.kuayu.engine.FixedModel;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResolvedHistoryTest {
  private static final FixedModel MODEL =
      FixedModel.of(List.of("food"), "food:a=1", "food:b=1", "food:c=1");

  @Test
  void ordersByTimeAndKeepsTheOrderGivenWithinOneMoment() {
    ResolvedHistory known =
        lookUp(50, event("food:c", 40), event("food:b", 30), event("food:a", 30));
    assertThat(known.context().items()).containsExactly(1, 0, 2);
    assertThat(known.context().timestamps()).containsExactly(30, 30, 40);
    assertThat(known.events()).hasSize(3);
  }

  @Test
  void leavesOutWhatHappensLaterAndKeepsWhatHappensNow() {
    assertThat(lookUp(50, event("food:a", 50), event("food:b", 51)).context().items())
        .containsExactly(0);
  }

  @Test
  void tellsWhichItemsAreUnknown() {
    ResolvedHistory known = lookUp(50, event("food:x", 1), event("food:a", 2), event("shop:a", 3));
    assertThat(known.context().items()).containsExactly(0);
    assertThat(known.unknown()).containsExactly(new ItemKey("food", "x"), new ItemKey("shop", "a"));
  }

  @Test
  void candidatesThatAreUnknownScoreAsNoNumber() {
    float[] scores =
        new CandidateScorer(MODEL)
            .score(lookUp(50).context(), new int[] {2, CandidateScorer.UNKNOWN, 0});
    assertThat(scores).containsExactly(1, Float.NaN, 1);
  }

  private static ResolvedHistory lookUp(long now, Event... events) {
    return ResolvedHistory.of(MODEL.catalogue(), new History(List.of(events)), now);
  }

  private static Event event(String item, long timestamp) {
    return Event.of(ItemKey.parse(item), timestamp);
  }
}
