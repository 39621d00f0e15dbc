package io.kuayu.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class ArraySizeTest {
  @Test
  void allowsWhatFits() {
    assertThat(ArraySize.of(0, "events", "take fewer")).isZero();
    assertThat(ArraySize.of(ArraySize.MAX, "events", "take fewer")).isEqualTo(ArraySize.MAX);
    assertThat(ArraySize.of(5, 5, "events", "take fewer")).isEqualTo(5);
  }

  @Test
  void saysWhatIsTooLargeAndWhatToDo() {
    assertThatThrownBy(() -> ArraySize.of(3_000_000_000L, "events of the corpus", "take fewer"))
        .isInstanceOf(KuayuException.class)
        .hasMessage("3,000,000,000 events of the corpus are too many: the limit is 2,147,483,639")
        .satisfies(e -> assertThat(((KuayuException) e).remedy()).isEqualTo("take fewer"));
  }
}
