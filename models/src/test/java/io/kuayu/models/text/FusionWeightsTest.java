package io.kuayu.models.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.core.content.Modality;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class FusionWeightsTest {
  private static final boolean[][] PRESENT = {
    {true, true, true, false, false}, {true, false, true, true, false}
  };

  /** Mean .3 of texts, .4 of sounds; what is absent holds what it likes. */
  private static final float[] TEXT = {.1f, .3f, .5f, -9, -9};

  private static final float[] AUDIO = {.2f, 7, .4f, .6f, 7};

  private static FusionWeights weights(double beside, double alone) {
    return new FusionWeights(
        Modality.TEXT, List.of(new FusionWeights.Other(Modality.AUDIO, beside, alone)), 0);
  }

  private static ModalityScores scores(float[] text, float[] audio) {
    return new ModalityScores(PRESENT, new float[][] {text, audio}, -1.01f);
  }

  @Test
  void whatIsSilentBesideTextLeavesScoresOfTextsAsTheyAre() {
    float[] fused = weights(0, .5).fuse(scores(TEXT, AUDIO));
    assertThat(fused).startsWith(.1f, .3f, .5f);
    assertThat(fused[3]).isEqualTo((float) (.3 + .5 * (.6 - .4)), within());
    assertThat(fused[4]).isLessThan(-1);
  }

  @Test
  void othersCountFromTheirMean() {
    float[] fused = weights(.5, 0).fuse(scores(TEXT, AUDIO));
    assertThat(fused[0]).isEqualTo(.1f - .1f, within());
    assertThat(fused[1]).isEqualTo(.3f);
    assertThat(fused[2]).isEqualTo(.5f, within());
    // Without text, and silent without it: nothing is known.
    assertThat(fused[3]).isEqualTo(fused[4]).isLessThan(-1);
  }

  @Test
  void aHistoryWithoutTextIsComparedByTheOthers() {
    float[] fused = weights(0, .5).fuse(scores(new float[0], AUDIO));
    assertThat(fused[0]).isEqualTo(-.1f, within());
    assertThat(fused[1]).isZero();
    assertThat(fused[3]).isEqualTo(.1f, within());
    assertThat(fused[4]).isLessThan(-1);
  }

  @Test
  void aHistoryWithoutSoundsLeavesTheOrderOfTexts() {
    float[] fused = weights(.5, .5).fuse(scores(TEXT, new float[0]));
    assertThat(fused).startsWith(.1f, .3f, .5f);
    assertThat(fused[3]).isEqualTo(.3f, within());
  }

  private static Offset<Float> within() {
    return Offset.offset(1e-6f);
  }
}
