package io.kuayu.evaluation;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.core.ErrorCode;
import io.kuayu.core.Interactions;
import io.kuayu.core.KuayuException;
import io.kuayu.core.metric.Rank;
import io.kuayu.model.Model;
import java.util.BitSet;

/** One thread's part of a run: queries the model, ranks the target, records the listed items. */
final class QueryRunner {
  private final Evaluation evaluation;
  private final Catalogue catalogue;
  private final Interactions interactions;
  private final String name;
  private final Model model;
  private final float[][] scores;
  private final boolean[][] leftOut;
  private final TopPositions top = new TopPositions(10);
  private final BitSet listed = new BitSet();
  private int lastQuestion = -1;

  QueryRunner(Evaluation evaluation, String name, Model model) {
    this.evaluation = evaluation;
    this.catalogue = evaluation.catalogue();
    this.interactions = evaluation.interactions();
    this.name = name;
    this.model = model;
    this.scores = new float[catalogue.domains().size()][0];
    this.leftOut = new boolean[catalogue.domains().size()][0];
  }

  /** Ordinals of all items that were in any list of ten so far. */
  BitSet listed() {
    return listed;
  }

  /** The rank of a target among its candidates. */
  int rank(int target) {
    Targets targets = evaluation.targets();
    int user = targets.user(target);
    int event = targets.event(target);
    int domain = targets.domain(target);
    int item = interactions.item(event);
    int position = catalogue.positionOf(item);
    int[] ordinals = catalogue.ordinals(domain);
    if (scores[domain].length != ordinals.length) {
      scores[domain] = new float[ordinals.length];
      leftOut[domain] = new boolean[ordinals.length];
    }
    Context before = evaluation.before(target);
    if (targets.question(target) != lastQuestion) {
      model.score(evaluation.context(target, before), domain, scores[domain]);
      checkFinite(scores[domain], ordinals);
      lastQuestion = targets.question(target);
    }
    mark(before, domain, true);
    leftOut[domain][position] = false;
    top.choose(scores[domain], leftOut[domain], chosen -> listed.set(ordinals[chosen]));
    int rank =
        switch (evaluation.candidates()) {
          case CandidateSampling.Full _ -> Rank.of(scores[domain], position, leftOut[domain]);
          case CandidateSampling.Sampled(int count) ->
              Rank.among(scores[domain], position, sample(user, event, domain, count));
        };
    mark(before, domain, false);
    return rank;
  }

  private int[] sample(int user, int event, int domain, int count) {
    return SampledCandidates.draw(
        catalogue, interactions, evaluation.seed(), user, event, domain, count);
  }

  private void mark(Context before, int domain, boolean value) {
    for (int own : before.items()) {
      if (catalogue.domainOf(own) == domain) {
        leftOut[domain][catalogue.positionOf(own)] = value;
      }
    }
  }

  private void checkFinite(float[] values, int[] ordinals) {
    for (int position = 0; position < values.length; position++) {
      if (!Float.isFinite(values[position])) {
        throw new KuayuException(
            ErrorCode.MODEL_SCORES_INVALID,
            "model '%s' gives item %s the score %s"
                .formatted(name, catalogue.key(ordinals[position]), values[position]),
            "train it again with a smaller learning rate or more regularisation; if that does not"
                + " help, report it as a fault of the family "
                + model.family());
      }
    }
  }
}
