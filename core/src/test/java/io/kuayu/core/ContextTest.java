package io.kuayu.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ContextTest {
  private static final Context CONTEXT =
      new Context(new int[] {3, 1, 4, 1}, new long[] {10, 20, 30, 40}, 50);

  @Test
  void knowsItsItems() {
    assertThat(CONTEXT.contains(4)).isTrue();
    assertThat(CONTEXT.contains(2)).isFalse();
  }

  @Test
  void keepsTheLastEvents() {
    Context last = CONTEXT.last(2);
    assertThat(last.items()).containsExactly(4, 1);
    assertThat(last.timestamps()).containsExactly(30, 40);
    assertThat(last.now()).isEqualTo(50);
    assertThat(CONTEXT.last(4)).isSameAs(CONTEXT);
    assertThat(CONTEXT.last(0).length()).isZero();
  }

  @Test
  void leavesOneEventOut() {
    Context without = CONTEXT.without(1);
    assertThat(without.items()).containsExactly(3, 4, 1);
    assertThat(without.timestamps()).containsExactly(10, 30, 40);
    assertThat(CONTEXT.length()).as("the context itself stays").isEqualTo(4);
  }

  @Test
  void keepsTheItemsThatFulfilACondition() {
    Context odd = CONTEXT.where(item -> item % 2 == 1);
    assertThat(odd.items()).containsExactly(3, 1, 1);
    assertThat(odd.timestamps()).containsExactly(10, 20, 40);
    assertThat(odd.now()).isEqualTo(50);
  }

  @Test
  void refusesTimesThatDoNotFit() {
    assertThatThrownBy(() -> new Context(new int[2], new long[1], 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("2 items have 1 timestamps");
  }
}
