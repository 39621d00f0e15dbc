package io.kuayu.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kuayu.application.settings.RequestLimits;
import io.kuayu.core.settings.Setting;
import io.kuayu.core.settings.Settings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class WorkBudgetTest {
  private static final Reply DONE = Reply.ok(HttpJson.object());
  private static final double HEAVY = WorkBudget.LIGHT_UNITS + 1;

  /** Of a refusal; the machine may be busy. */
  private static final Duration AT_ONCE = Duration.ofSeconds(1);

  private static WorkBudget budget(String... keysAndValues) {
    Map<String, Setting> tree = new HashMap<>();
    for (int at = 0; at < keysAndValues.length; at += 2) {
      tree.put(keysAndValues[at], new Setting.Scalar(keysAndValues[at + 1], "test"));
    }
    return new WorkBudget(
        RequestLimits.read(Settings.of(new Setting.Tree(tree, "test"))), new OverloadSignal());
  }

  @Test
  void placesAreBoundedInAllAndForACaller() {
    WorkBudget budget = budget("concurrent", "3", "concurrent-per-caller", "2");
    WorkBudget.Place first = budget.enter("a", 0, false);
    WorkBudget.Place second = budget.enter("a", 0, false);
    refused(() -> budget.enter("a", 0, false), ProblemCode.OVERLOADED);
    WorkBudget.Place other = budget.enter("b", 0, false);
    refused(() -> budget.enter("c", 0, false), ProblemCode.OVERLOADED);
    assertThat(budget.running()).isEqualTo(3);
    first.close();
    budget.enter("c", 0, false).close();
    second.close();
    other.close();
    budget.enter("a", 0, false).close();
    assertThat(budget.running()).isZero();
  }

  @Test
  void largeBodiesShareTheMemory() {
    WorkBudget budget = budget();
    try (WorkBudget.Place _ = budget.enter("a", Integer.MAX_VALUE, false)) {
      refused(() -> budget.enter("b", 1 << 20, false), ProblemCode.OVERLOADED);
      refused(() -> budget.enter("b", 1 << 20, true), ProblemCode.OVERLOADED);
      budget.enter("b", 0, false).close();
    }
    budget.enter("b", 1 << 20, false).close();
  }

  @Test
  void costlyWorkRunsElsewhereAFewAtATime() throws InterruptedException, ExecutionException {
    WorkBudget budget = budget("concurrent-heavy", "1");
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Reply> answer =
          callers.submit(
              () ->
                  budget
                      .of("a")
                      .run(
                          HEAVY,
                          () -> {
                            assertThat(Thread.currentThread().isVirtual()).isFalse();
                            begun.countDown();
                            await(end);
                            // What a costly request does further is not refused.
                            return budget.of("a").run(HEAVY, () -> DONE);
                          }));
      begun.await();
      refused(() -> budget.of("b").run(HEAVY, () -> DONE), ProblemCode.OVERLOADED);
      assertThat(budget.of("b").run(WorkBudget.LIGHT_UNITS, () -> DONE)).isEqualTo(DONE);
      end.countDown();
      assertThat(answer.get()).isEqualTo(DONE);
    }
    assertThatThrownBy(
            () ->
                budget
                    .of("a")
                    .run(
                        HEAVY,
                        () -> {
                          throw new HttpProblem(ProblemCode.BAD_ID, "none");
                        }))
        .isInstanceOf(HttpProblem.class);
    assertThat(budget.of("b").run(HEAVY, () -> DONE)).isEqualTo(DONE);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void unitsAreEachCallersOwn() {
    WorkBudget budget = budget("work-per-second", "1", "work-burst", "100");
    budget.of("a").run(60, () -> DONE);
    HttpProblem problem =
        refused(() -> budget.of("a").run(60, () -> DONE), ProblemCode.RATE_LIMITED);
    assertThat(Integer.parseInt(problem.headers().get("Retry-After"))).isBetween(15, 20);
    budget.of("a").run(10, () -> DONE);
    // The costliest request takes a full bucket, so it is not refused for ever.
    budget.of("b").run(1e9, () -> DONE);
    refused(() -> budget.of("b").run(1, () -> DONE), ProblemCode.RATE_LIMITED);
    // What was paid for the body counts for what is done with it.
    Work work = budget.of("c");
    assertThat(work.run(HEAVY, () -> work.run(1e9, () -> DONE))).isEqualTo(DONE);
    assertThat(work.run(HEAVY, () -> DONE)).isEqualTo(DONE);
  }

  private static HttpProblem refused(ThrowingCallable call, ProblemCode code) {
    long begin = System.nanoTime();
    Throwable[] thrown = new Throwable[1];
    assertThatThrownBy(call)
        .isInstanceOf(HttpProblem.class)
        .satisfies(problem -> thrown[0] = problem);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(AT_ONCE);
    HttpProblem problem = (HttpProblem) thrown[0];
    assertThat(problem.code()).isEqualTo(code);
    assertThat(problem.headers()).containsKey("Retry-After");
    return problem;
  }
}
