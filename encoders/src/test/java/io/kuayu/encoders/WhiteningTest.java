package io.kuayu.encoders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kuayu.core.Seed;
import io.kuayu.core.content.Modality;
import org.junit.jupiter.api.Test;

class WhiteningTest {
  private static final EncoderIdentity NOBODY =
      new EncoderIdentity(Modality.TEXT, "nobody", "fp32/8", "0");

  @Test
  void fullPowerGivesEveryDirectionTheSameVariance() {
    ItemVectors vectors = cone(4_000, 6, 7);
    Whitening whitening = Whitening.fit(vectors, new Whitening.Options(4, .5));
    float[] white = whitening.apply(vectors);
    double[] variance = new double[4];
    for (int at = 0; at < white.length; at++) {
      variance[at % 4] += white[at] * white[at] / 4_000.0;
    }
    assertThat(whitening.dimension()).isEqualTo(4);
    for (double share : variance) {
      assertThat(share).isCloseTo(.25, within(.02));
    }
  }

  @Test
  void emptyDirectionsAreNotBlownUp() {
    ItemVectors vectors = cone(500, 6, 3);
    for (int item = 0; item < 500; item++) {
      vectors.values()[item * 6 + 5] = (item % 2) * 1e-6f;
    }
    float[] white = Whitening.fit(vectors, new Whitening.Options(6, .5)).apply(vectors);
    for (int item = 0; item < 500; item++) {
      assertThat(Math.abs(white[item * 6 + 5])).isLessThan(.01f);
    }
  }

  @Test
  void fewOrNoTextsAreNoFailure() {
    ItemVectors none = new ItemVectors(NOBODY, 6, new float[12], new boolean[2]);
    assertThat(Whitening.fit(none, Whitening.Options.DEFAULT).apply(none)).containsOnly(0f);
    ItemVectors one = cone(1, 6, 5);
    assertThat(Whitening.fit(one, Whitening.Options.DEFAULT).apply(one)).doesNotContain(Float.NaN);
  }

  private static ItemVectors cone(int items, int dimension, long seed) {
    var random = new Seed(seed).random();
    float[] values = new float[items * dimension];
    boolean[] present = new boolean[items];
    for (int item = 0; item < items; item++) {
      present[item] = true;
      for (int d = 0; d < dimension; d++) {
        values[item * dimension + d] = (float) (5 + random.nextGaussian() / (1 + d));
      }
    }
    return new ItemVectors(NOBODY, dimension, values, present);
  }
}
