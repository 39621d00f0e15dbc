package io.kuayu.models.text;

import java.util.List;

/** How much log odds a unit of similarity tells: a conditional logit of one feature. */
final class SimilaritySlope {
  private static final int STEPS = 12;
  private static final double STEEPEST = 60;

  /** A prior of the slope, as strong as one question of this variance. */
  private static final double RIDGE = 1e-3;

  private SimilaritySlope() {}

  /** The likeliest slope, by Newton's method from 0; 0 where no question asks. */
  static double fit(List<FusionQuestion> questions, int modality) {
    List<FusionQuestion> asked =
        questions.stream().filter(question -> question.asks(modality)).toList();
    double slope = 0;
    for (int step = 0; step < STEPS && !asked.isEmpty(); step++) {
      double gradient = -RIDGE * slope;
      double curvature = RIDGE;
      for (FusionQuestion question : asked) {
        float[] scores = question.scores().scores()[modality];
        float own = scores[question.target()];
        double sum = 0;
        double first = 0;
        double second = 0;
        for (int position = 0; position < scores.length; position++) {
          if (question.isCandidate(modality, position)) {
            double difference = scores[position] - own;
            double odds = Math.exp(slope * difference);
            sum += odds;
            first += odds * difference;
            second += odds * difference * difference;
          }
        }
        gradient -= first / sum;
        curvature += second / sum - first / sum * (first / sum);
      }
      double change = gradient / curvature;
      slope = Math.clamp(slope + Math.clamp(change, -10, 10), -STEEPEST, STEEPEST);
      if (Math.abs(change) < 1e-3) {
        break;
      }
    }
    return slope;
  }
}
