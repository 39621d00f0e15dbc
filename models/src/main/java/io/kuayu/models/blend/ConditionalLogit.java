package io.kuayu.models.blend;

import io.kuayu.core.Parallel;
import io.kuayu.core.Progress;
import io.kuayu.model.TrainingRun;
import java.util.List;

/**
 * Fits weights that maximise the softmax probability of each target among its candidates
 * (McFadden's conditional logit, 1974). Uses a normal prior, full gradients and Adam. Gradients are
 * summed over fixed pieces in a fixed order, so the weights are the same for any number of threads.
 */
final class ConditionalLogit {
  private static final int PIECE = 64;
  private static final int STEPS = 150;
  private static final double RATE = .06;
  private static final double FIRST_MOMENT = .9;
  private static final double SECOND_MOMENT = .99;

  /**
   * How much stronger the prior holds what a situation adds than what all situations share. Chosen
   * on earlier questions: see benchmarks/RESULTS.md.
   */
  private static final double SITUATIONS = 10;

  private final List<RankingExample> questions;
  private final int features;
  private final int domains;
  private final double regularisation;

  ConditionalLogit(
      List<RankingExample> questions, int features, int domains, double regularisation) {
    this.questions = questions;
    this.features = features;
    this.domains = domains;
    this.regularisation = regularisation;
  }

  /**
   * The weights that fit best, or those of the prior if there are no examples.
   *
   * @param prior {@code [features]}, the expected weights that all candidates share
   */
  BlendWeights fit(float[] prior, TrainingRun run) {
    int size = BlendWeights.groups(domains) * features;
    float[] values = new float[size];
    System.arraycopy(prior, 0, values, 0, features);
    double[] centre = new double[size];
    for (int n = 0; n < size; n++) {
      centre[n] = values[n];
    }
    double[] first = new double[size];
    double[] second = new double[size];
    try (Progress.Task task = run.progress().start("blend: weights", STEPS)) {
      for (int step = 1; step <= STEPS && !questions.isEmpty(); step++) {
        double[] gradient = gradient(new BlendWeights(features, domains, values), run.threads());
        double rate = RATE * (1 + Math.cos(Math.PI * step / STEPS)) / 2;
        for (int n = 0; n < size; n++) {
          double strength = n < features ? regularisation : SITUATIONS * regularisation;
          double slope = (gradient[n] + strength * (values[n] - centre[n])) / questions.size();
          first[n] = FIRST_MOMENT * first[n] + (1 - FIRST_MOMENT) * slope;
          second[n] = SECOND_MOMENT * second[n] + (1 - SECOND_MOMENT) * slope * slope;
          double mean = first[n] / (1 - Math.pow(FIRST_MOMENT, step));
          double spread = Math.sqrt(second[n] / (1 - Math.pow(SECOND_MOMENT, step)));
          values[n] -= (float) (rate * mean / (spread + 1e-8));
        }
        task.advance(1);
        if (run.stopped().getAsBoolean()) {
          break;
        }
      }
    }
    return new BlendWeights(features, domains, values);
  }

  private double[] gradient(BlendWeights weights, int threads) {
    int pieces = Math.ceilDiv(questions.size(), PIECE);
    double[][] partial = new double[pieces][weights.values().length];
    Parallel.forEach(
        threads,
        pieces,
        piece -> {
          int end = Math.min(questions.size(), (piece + 1) * PIECE);
          for (int n = piece * PIECE; n < end; n++) {
            add(questions.get(n), weights, partial[piece]);
          }
        });
    double[] gradient = partial[0];
    for (int piece = 1; piece < pieces; piece++) {
      for (int n = 0; n < gradient.length; n++) {
        gradient[n] += partial[piece][n];
      }
    }
    return gradient;
  }

  private void add(RankingExample question, BlendWeights weights, double[] gradient) {
    float[][] bySegment = weights.in(question.situation);
    int candidates = question.candidates();
    float[] scores = new float[candidates];
    float max = Float.NEGATIVE_INFINITY;
    for (int n = 0; n < candidates; n++) {
      float[] own = bySegment[question.segments[n]];
      float score = question.offsets[n];
      for (int feature = 0; feature < features; feature++) {
        score += own[feature] * question.features[n * features + feature];
      }
      scores[n] = score;
      max = Math.max(max, score);
    }
    double sum = 0;
    for (int n = 0; n < candidates; n++) {
      scores[n] = (float) Math.exp(scores[n] - max);
      sum += scores[n];
    }
    float[][] slopes = new float[ItemStatistics.SEGMENTS][features];
    for (int n = 0; n < candidates; n++) {
      float slope = (float) (scores[n] / sum) - (n == 0 ? 1 : 0);
      float[] own = slopes[question.segments[n]];
      for (int feature = 0; feature < features; feature++) {
        own[feature] += slope * question.features[n * features + feature];
      }
    }
    for (int segment = 0; segment < slopes.length; segment++) {
      for (int group : BlendWeights.groupsOf(question.situation, segment, domains)) {
        for (int feature = 0; feature < features; feature++) {
          gradient[group * features + feature] += slopes[segment][feature];
        }
      }
    }
  }
}
