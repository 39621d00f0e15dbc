package io.kuayu.models.blend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NewItemBonusTest {
  private static final NewItemBonus BONUS = new NewItemBonus(2, 0);

  @Test
  void theHighestNewItemGetsAllOfItAndTheOnesBeyondTheListNone() {
    float[] scores = ascending(50);
    float[] bonus = BONUS.of(scores, item -> item % 2 == 0, false);
    assertThat(bonus[48]).isEqualTo(2);
    assertThat(bonus[46]).isEqualTo(2 * 19f / 20);
    assertThat(bonus[10]).isEqualTo(2 * 1f / 20);
    assertThat(bonus[8]).isZero();
    assertThat(bonus[49]).isZero();
  }

  @Test
  void whereNewItemsAreTheRuleEachOfThemGetsIt() {
    float[] bonus = BONUS.of(ascending(50), item -> item % 2 == 0, true);
    for (int item = 0; item < 50; item++) {
      assertThat(bonus[item]).isEqualTo(item % 2 == 0 ? 2 : 0);
    }
  }

  private static float[] ascending(int count) {
    float[] scores = new float[count];
    for (int item = 0; item < count; item++) {
      scores[item] = item;
    }
    return scores;
  }
}
