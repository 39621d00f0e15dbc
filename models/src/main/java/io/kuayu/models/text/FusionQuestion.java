package io.kuayu.models.text;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.core.Interactions;
import io.kuayu.core.Parallel;
import io.kuayu.core.Seed;
import io.kuayu.core.Split;
import io.kuayu.model.TrainingData;
import io.kuayu.model.TrainingRun;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * An event of the validation part that is asked for, and what each modality answers.
 *
 * @param half of the people to which its person belongs, 0 or 1
 * @param target position of its item in the domain
 * @param leftOut positions of the history's items, which are no candidates, {@code [items]}
 * @param scores of all items of the domain
 */
@SuppressWarnings("ArrayRecordComponent") // Made for one choice and not compared.
record FusionQuestion(int half, int target, boolean[] leftOut, ModalityScores scores) {
  private static final int MAX_QUESTIONS = 1_000;
  private static final int MIN_QUESTIONS = 100;

  /** Scores of a modality that are kept at most. */
  private static final long MAX_SCORES = 8_000_000;

  private record Asked(int user, int event, long order) {}

  /** Some events of the validation part, drawn by the seed, that have an earlier history. */
  static List<FusionQuestion> drawn(TrainingData data, List<TextModel> models, TrainingRun run) {
    Catalogue catalogue = data.catalogue();
    Interactions interactions = data.interactions();
    Seed order = run.seed().derive("modalities");
    List<Asked> asked = asked(interactions, order);
    long items = 0;
    int count = 0;
    while (count < Math.min(MAX_QUESTIONS, asked.size())
        && (count < MIN_QUESTIONS || items <= MAX_SCORES)) {
      items += catalogue.ordinals(domain(asked.get(count), data)).length;
      count++;
    }
    boolean[][][] present = new boolean[catalogue.domains().size()][][];
    Arrays.setAll(present, domain -> ModalityScores.present(models, domain));
    FusionQuestion[] questions = new FusionQuestion[count];
    Parallel.forEach(
        run.threads(),
        count,
        n -> {
          Asked one = asked.get(n);
          int domain = domain(one, data);
          Context context = interactions.before(one.user, one.event);
          questions[n] =
              new FusionQuestion(
                  (int) (order.derive(interactions.user(one.user)).value() & 1),
                  catalogue.positionOf(interactions.item(one.event)),
                  context.positions(domain, catalogue),
                  ModalityScores.of(models, context, domain, present[domain], modality -> true));
        });
    // An item is most like itself by any vector, be it noise: what comes again tells nothing.
    return Arrays.stream(questions).filter(one -> !one.leftOut[one.target]).toList();
  }

  private static List<Asked> asked(Interactions interactions, Seed order) {
    List<Asked> asked = new ArrayList<>();
    for (int user = 0; user < interactions.users(); user++) {
      Seed own = order.derive(interactions.user(user));
      for (int event = interactions.begin(user); event < interactions.end(user); event++) {
        if (interactions.part(event) == Split.VALID && event > interactions.begin(user)) {
          asked.add(new Asked(user, event, own.derive(event - interactions.begin(user)).value()));
        }
      }
    }
    asked.sort(Comparator.comparingLong(Asked::order));
    return asked;
  }

  private static int domain(Asked asked, TrainingData data) {
    return data.catalogue().domainOf(data.interactions().item(asked.event));
  }

  /** Whether history and event can be compared by a modality. */
  boolean asks(int modality) {
    return scores.compares(modality, target);
  }

  /** Whether an item of the domain lacks the first modality and has another that speaks. */
  boolean hasUnmeasured(FusionWeights weights) {
    for (int index = 0; index < weights.others().size(); index++) {
      if (weights.others().get(index).alone() > 0
          && ModalityScores.isAnyWithoutFirst(scores.present(), index + 1)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Log-likelihood of the event among the items that a modality compares.
   *
   * @param slope log odds per unit of similarity
   */
  double likelihood(int modality, double slope) {
    float[] own = scores.scores()[modality];
    double sum = 0;
    for (int position = 0; position < own.length; position++) {
      if (isCandidate(modality, position)) {
        sum += Math.exp(slope * (own[position] - own[target]));
      }
    }
    return -Math.log(sum);
  }

  boolean isCandidate(int modality, int position) {
    return position == target || (scores.present()[modality][position] && !leftOut[position]);
  }
}
