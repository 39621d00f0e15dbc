package io.kuayu.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.core.Event;
import io.kuayu.core.History;
import io.kuayu.core.ItemKey;
import io.kuayu.engine.request.Answer;
import io.kuayu.engine.request.CandidateRules;
import io.kuayu.engine.request.Request;
import io.kuayu.engine.request.RerankingOptions;
import io.kuayu.model.Model;
import io.kuayu.model.ModelWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A computation ends soon after its deadline, wherever it is then. */
class DeadlineTest {
  private static final int ITEMS = 3_000;
  private static final Duration BUDGET = Duration.ofMillis(200);

  /** Without a deadline each takes longer, some for minutes. */
  private static final Duration ENOUGH = Duration.ofSeconds(2);

  private final AtomicInteger scored = new AtomicInteger();
  private final FixedModel items =
      FixedModel.of(
          List.of("food"),
          IntStream.range(0, ITEMS)
              .mapToObj(item -> "food:" + item + "=" + item)
              .toArray(String[]::new));

  /** Explains by removal of events, and takes a millisecond for each score. */
  private final class Slow implements Model {
    @Override
    public String family() {
      return "slow";
    }

    @Override
    public Catalogue catalogue() {
      return items.catalogue();
    }

    @Override
    public void score(Context context, int domain, float[] scores) {
      scored.incrementAndGet();
      LockSupport.parkNanos(1_000_000);
      items.score(context, domain, scores);
    }

    @Override
    public void save(ModelWriter out) {
      throw new UnsupportedOperationException();
    }
  }

  private static Request request(int events) {
    List<Event> history =
        IntStream.range(0, events)
            .mapToObj(event -> Event.of(new ItemKey("food", "" + event), event))
            .toList();
    return Request.of(new History(history), ITEMS + 1).withBudget(BUDGET);
  }

  @Test
  void endsWithinTheExplanationOfOneItem() {
    long begin = System.nanoTime();
    Answer answer = Engine.of(new Slow()).answer(request(1_000).withSize(10).withExplain(true));
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(ENOUGH);
    assertThat(scored.get()).isLessThan(1_000);
    assertThat(answer.items()).hasSize(10);
    assertThat(answer.degraded()).containsExactly("time budget: reasons for 0 of 10 items of food");
  }

  @Test
  void endsBetweenTheReasonsOfTwoItems() {
    long begin = System.nanoTime();
    Answer answer = Engine.of(items).answer(request(2_000).withSize(1_000).withExplain(true));
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(ENOUGH);
    assertThat(answer.items()).hasSize(1_000);
    assertThat(answer.degraded().getLast())
        .matches("time budget: reasons for [0-9]+ of 1000 items of food");
    assertThat(answer.explanations().size()).isBetween(1, 999);
  }

  @Test
  void aSlowFilterEnds() {
    Answer answer =
        Engine.of(items)
            .answer(
                request(0)
                    .withBudget(Duration.ofMillis(50))
                    .withRules(
                        CandidateRules.NONE.withFilter(
                            item -> {
                              LockSupport.parkNanos(1_000_000);
                              return true;
                            }))
                    .withSize(ITEMS));
    assertThat(answer.items()).hasSizeBetween(1_000, 1_100);
    assertThat(answer.degraded()).contains("time budget: not all items looked at: food");
  }

  @Test
  void aListThatIsNotRerankedInTimeContinuesByScore() {
    Answer answer =
        Engine.of(new Slow())
            .answer(
                request(3)
                    .withBudget(Duration.ofNanos(1))
                    .withSize(20)
                    .withReranking(RerankingOptions.BY_SCORE.withCalibration(true)));
    assertThat(answer.items()).hasSize(20);
    assertThat(answer.degraded()).contains("time budget: the list is by scores alone");
  }

  @Test
  void whatIsInTimeIsExplainedInWhole() {
    Answer answer =
        Engine.of(items)
            .answer(request(2).withBudget(ENOUGH.multipliedBy(10)).withSize(200).withExplain(true));
    assertThat(answer.explanations()).hasSize(200);
    assertThat(answer.degraded()).isEmpty();
    assertThat(answer.explanations().values().iterator().next().reasons()).hasSize(3);
  }
}
