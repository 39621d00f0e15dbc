package io.kuayu.encoders.audio;

/**
 * Tempo and onsets of a sound.
 *
 * @param onset mean and deviation of how much louder the bands become from frame to frame, in dB
 * @param beatsPerMinute the tempo that fits best, 0 where there is none
 * @param clarity from 0 to 1, how regular the onsets are at that tempo
 */
record Rhythm(Moments onset, double beatsPerMinute, double clarity) {
  private static final double USUAL_TEMPO = 120;
  private static final double MIN_TEMPO = 40;
  private static final double MAX_TEMPO = 240;

  /**
   * Measures it. The tempo is the lag at which the onsets resemble themselves most, with a
   * preference of one octave around 120 beats a minute (Ellis, "Beat Tracking by Dynamic
   * Programming", 2007).
   *
   * @param levels {@code [bands][frames]} in dB
   */
  static Rhythm of(float[][] levels, double framesPerSecond) {
    int frames = levels[0].length;
    float[] onsets = new float[Math.max(0, frames - 1)];
    for (float[] band : levels) {
      for (int frame = 1; frame < frames; frame++) {
        onsets[frame - 1] += Math.max(0, band[frame] - band[frame - 1]) / levels.length;
      }
    }
    Moments moments = Moments.of(onsets);
    int minLag = (int) Math.floor(60 * framesPerSecond / MAX_TEMPO);
    int maxLag = (int) Math.ceil(60 * framesPerSecond / MIN_TEMPO);
    double best = 0;
    double tempo = 0;
    double clarity = 0;
    double own = similarity(onsets, moments.mean(), 0);
    for (int lag = minLag; lag <= maxLag && 2 * lag < onsets.length && own > 0; lag++) {
      double similarity = similarity(onsets, moments.mean(), lag);
      double octaves = Math.log(60 * framesPerSecond / lag / USUAL_TEMPO) / Math.log(2);
      double score = similarity * Math.exp(-.5 * octaves * octaves);
      if (score > best) {
        best = score;
        double before = similarity(onsets, moments.mean(), lag - 1);
        double after = similarity(onsets, moments.mean(), lag + 1);
        double bend = before - 2 * similarity + after;
        double shift = bend < 0 ? Math.clamp(.5 * (before - after) / bend, -.5, .5) : 0;
        tempo = 60 * framesPerSecond / (lag + shift);
        clarity = Math.min(1, similarity / own);
      }
    }
    return new Rhythm(moments, tempo, clarity);
  }

  private static double similarity(float[] onsets, double mean, int lag) {
    double sum = 0;
    for (int frame = lag; frame < onsets.length; frame++) {
      sum += (onsets[frame] - mean) * (onsets[frame - lag] - mean);
    }
    return sum;
  }
}
