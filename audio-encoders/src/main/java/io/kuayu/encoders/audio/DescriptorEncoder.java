package io.kuayu.encoders.audio;

import io.kuayu.core.content.Modality;
import io.kuayu.encoders.EncoderIdentity;

/**
 * Timbre, harmony and rhythm of the first minute of a sound in plain Java, {@value #DIMENSION}
 * numbers: means of the levels of 40 mel bands; deviations of 20 cepstral coefficients and of their
 * slopes (their means are a rotation of those of the bands); means of 12 pitch classes; centre,
 * roll-off and flatness of the spectrum and zero crossings, mean and deviation each; strength of
 * onsets, tempo and its clarity. Definitions are those of librosa 0.10 (McFee et al., "librosa:
 * Audio and Music Signal Analysis in Python", 2015); each part is scaled to about the same spread.
 * Costs about 0.2 seconds a sound, besides decoding.
 */
final class DescriptorEncoder extends AudioEncoder {
  static final String NAME = "descriptor";
  static final int RATE = 22_050;
  private static final double SECONDS = 60;
  private static final int DIMENSION = 104;
  private static final EncoderIdentity IDENTITY =
      new EncoderIdentity(Modality.AUDIO, NAME, String.valueOf(RATE), "1");

  DescriptorEncoder(int threads) {
    super(RATE, SECONDS, threads);
  }

  @Override
  public EncoderIdentity identity() {
    return IDENTITY;
  }

  @Override
  public int dimension() {
    return DIMENSION;
  }

  @Override
  public String licence() {
    return "Apache-2.0";
  }

  @Override
  float[] encode(float[] samples) {
    SoundAnalysis analysis = SoundAnalysis.of(samples, RATE);
    float[] vector = new float[DIMENSION];
    int at = 0;
    for (float[] band : analysis.levels()) {
      vector[at++] = (float) (Moments.of(band).mean() / 20);
    }
    float[][] cepstrum = analysis.cepstrum();
    for (float[] coefficient : cepstrum) {
      vector[at++] = (float) (Moments.of(coefficient).deviation() / 20);
    }
    for (float[] coefficient : cepstrum) {
      vector[at++] = (float) (Moments.of(SoundAnalysis.slopes(coefficient)).deviation() / 4);
    }
    for (float[] pitch : analysis.chroma()) {
      vector[at++] = (float) (2 * Moments.of(pitch).mean());
    }
    at = put(vector, at, Moments.of(analysis.centroid()), 1 / 2_000.0, 1 / 1_000.0);
    at = put(vector, at, Moments.of(analysis.rollOff()), 1 / 4_000.0, 1 / 2_000.0);
    at = put(vector, at, Moments.of(analysis.flatness()), 4, 4);
    at = put(vector, at, Moments.of(analysis.crossings()), 5, 10);
    Rhythm rhythm = Rhythm.of(analysis.levels(), (double) RATE / SoundAnalysis.HOP);
    at = put(vector, at, rhythm.onset(), .5, .3);
    double tempo = rhythm.beatsPerMinute();
    vector[at++] = tempo == 0 ? 0 : (float) (Math.log(tempo / 120) / Math.log(2));
    vector[at] = (float) (2 * rhythm.clarity());
    return vector;
  }

  private static int put(
      float[] vector, int at, Moments moments, double ofMean, double ofDeviation) {
    vector[at] = (float) (moments.mean() * ofMean);
    vector[at + 1] = (float) (moments.deviation() * ofDeviation);
    return at + 2;
  }

  @Override
  public void close() {}
}
