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

  @Test
  void multiplies() {
    assertThat(ArraySize.product("numbers", 1000, 64)).isEqualTo(64_000);
    assertThat(ArraySize.product("numbers", 7)).isEqualTo(7);
    assertThat(ArraySize.product("numbers", 0, Long.MAX_VALUE)).isZero();
    assertThat(ArraySize.product("numbers", Long.MAX_VALUE, 3, 0)).isZero();
    assertThat(ArraySize.product("numbers", ArraySize.MAX)).isEqualTo(ArraySize.MAX);
  }

  @Test
  void refusesProductsThatWouldWrapAround() {
    // 67,108,864 × 64 is 2³², which is 0 in 32 bits.
    assertThatThrownBy(() -> ArraySize.product("numbers of the item vectors", 1 << 26, 64))
        .isInstanceOf(KuayuException.class)
        .hasMessage(
            "4,294,967,296 numbers of the item vectors are too many: the limit is 2,147,483,639")
        .satisfies(e -> assertThat(((KuayuException) e).remedy()).contains("fewer items"));
    assertThatThrownBy(() -> ArraySize.product("numbers", ArraySize.MAX + 1L))
        .isInstanceOf(KuayuException.class);
    assertThatThrownBy(() -> ArraySize.product("numbers", 1L << 40, 1L << 40, 4))
        .isInstanceOf(KuayuException.class);
  }

  @Test
  void refusesNegativeSizes() {
    assertThatThrownBy(() -> ArraySize.product("numbers", 3, -1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
