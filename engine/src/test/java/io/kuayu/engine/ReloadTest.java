package io.kuayu.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.core.Seed;
import io.kuayu.engine.consent.Person;
import io.kuayu.engine.consent.PersonalRequest;
import io.kuayu.engine.live.LiveEngine;
import io.kuayu.engine.request.Answer;
import io.kuayu.engine.store.MemoryItemStore;
import io.kuayu.model.Model;
import io.kuayu.model.ModelWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ReloadTest {
  private static final AtomicInteger CLOSED = new AtomicInteger();

  /** Refuses to score once it is closed, as one with native memory would crash. */
  private static final class Closeable implements Model {
    private final FixedModel inner = FixedModel.of(List.of("food"), "food:a=1", "food:b=2");
    private final AtomicBoolean closed = new AtomicBoolean();

    @Override
    public String family() {
      return "closeable";
    }

    @Override
    public Catalogue catalogue() {
      return inner.catalogue();
    }

    @Override
    public void score(Context context, int domain, float[] scores) {
      assertThat(closed).isFalse();
      inner.score(context, domain, scores);
      assertThat(closed).isFalse();
    }

    @Override
    public void save(ModelWriter out) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
      assertThat(closed.getAndSet(true)).isFalse();
      CLOSED.incrementAndGet();
    }
  }

  @Test
  void noRequestFailsWhileModelsAreSwappedAndEachIsClosedOnce() throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    AtomicInteger answered = new AtomicInteger();
    try (LiveEngine engine = new LiveEngine(new MemoryItemStore(), new Seed(1));
        ExecutorService askers = Executors.newVirtualThreadPerTaskExecutor()) {
      engine.activate(new Closeable(), "0");
      List<Future<?>> all = new ArrayList<>();
      for (int asker = 0; asker < 4; asker++) {
        all.add(
            askers.submit(
                () -> {
                  while (!done.get()) {
                    Answer answer = engine.answer(Person.STRANGER, PersonalRequest.PLAIN);
                    assertThat(answer.items()).hasSize(2);
                    answered.incrementAndGet();
                  }
                }));
      }
      for (int swap = 1; swap <= 50; swap++) {
        engine.activate(new Closeable(), Integer.toString(swap));
      }
      done.set(true);
      for (Future<?> one : all) {
        one.get();
      }
      assertThat(CLOSED).hasValue(50);
    }
    assertThat(CLOSED).hasValue(51);
    assertThat(answered.get()).isPositive();
  }
}
