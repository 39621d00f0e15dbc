package io.kuayu.models.blend;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.core.Parallel;
import io.kuayu.core.Progress;
import io.kuayu.core.metric.Rank;
import io.kuayu.model.Model;
import io.kuayu.model.Trainer;
import io.kuayu.model.TrainingData;
import io.kuayu.model.TrainingRun;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Trains a blend and then chooses, on the validation part, which events of other domains it reads:
 * for each domain and each number of events that are known there, the choice with the highest
 * ndcg@10. The mean gain of a group is shrunk towards that of its domain. Nothing is chosen where
 * it gains at all; a choice between everything and nothing must gain more than one standard error,
 * since there are several of them.
 *
 * <p>The weights were learnt with everything read, on the same events, which favours everything.
 * Costs one scoring for each question and choice.
 */
final class TransferTrainer implements Trainer {
  /** Questions that carry the mean of the domain into each group. */
  private static final double PRIOR = 100;

  private static final int CUT = 10;

  /** Index of {@link SourceEvents#NONE} among the choices. */
  private static final int NOTHING = 1;

  private final Trainer blend;
  private final int maxQuestions;

  TransferTrainer(Trainer blend, int maxQuestions) {
    this.blend = blend;
    this.maxQuestions = maxQuestions;
  }

  /** What each choice gave to a question, {@code [choices]}. */
  @SuppressWarnings("ArrayRecordComponent") // Read where it is made.
  private record Answer(int domain, int group, double[] ndcg) {}

  @Override
  public Model train(TrainingData data, TrainingRun run) {
    BlendModel model = (BlendModel) blend.train(data, run);
    int domains = data.catalogue().domains().size();
    boolean hasTimes = !data.interactions().isApart();
    List<List<SourceEvents>> choices =
        IntStream.range(0, domains)
            .mapToObj(domain -> SourceEvents.choices(domain, domains, hasTimes))
            .toList();
    List<ValidationEvent> questions =
        ValidationEvent.drawn(data.interactions(), run.seed().derive("transfer"), maxQuestions);
    Answer[] answers = new Answer[questions.size()];
    try (Progress.Task task = run.progress().start("blend: transfer", answers.length)) {
      Parallel.forEach(
          run.threads(),
          answers.length,
          n -> {
            answers[n] = answer(model, data, questions.get(n), choices);
            task.advance(1);
          });
    }
    List<Answer> all = List.of(answers);
    SourceEvents[][] cells = new SourceEvents[domains][TransferChoice.GROUPS];
    for (int domain = 0; domain < domains; domain++) {
      for (int group = 0; group < TransferChoice.GROUPS; group++) {
        cells[domain][group] = best(choices.get(domain), all, domain, group);
      }
    }
    return model.reading(new TransferChoice(cells));
  }

  /** What is read stays as it was chosen, as the weights do. */
  @Override
  public Model retrain(Model chosen, TrainingData everything, TrainingRun run) {
    return blend.retrain(chosen, everything, run);
  }

  private static Answer answer(
      BlendModel model,
      TrainingData data,
      ValidationEvent question,
      List<List<SourceEvents>> choices) {
    Catalogue catalogue = data.catalogue();
    int item = data.interactions().item(question.event());
    int domain = catalogue.domainOf(item);
    Context context = data.interactions().before(question.user(), question.event());
    List<SourceEvents> ofDomain = choices.get(domain);
    double[] ndcg = new double[ofDomain.size()];
    float[] scores = new float[catalogue.ordinals(domain).length];
    boolean[] seen = new boolean[scores.length];
    for (int own : context.items()) {
      if (catalogue.domainOf(own) == domain) {
        seen[catalogue.positionOf(own)] = true;
      }
    }
    for (int choice = 0; choice < ndcg.length; choice++) {
      int[] read = ofDomain.get(choice).read(context, domain, catalogue);
      if (choice > 0 && read.length == context.length()) {
        ndcg[choice] = ndcg[0];
      } else {
        model.score(context.only(read), domain, scores);
        ndcg[choice] = Rank.ndcg(Rank.of(scores, catalogue.positionOf(item), seen), CUT);
      }
    }
    return new Answer(domain, TransferChoice.group(context, domain, catalogue), ndcg);
  }

  private static SourceEvents best(
      List<SourceEvents> choices, List<Answer> answers, int domain, int group) {
    SourceEvents best = SourceEvents.ALL;
    double bestGain = 0;
    for (int choice = 1; choice < choices.size(); choice++) {
      double sum = 0;
      double squares = 0;
      int count = 0;
      double groupSum = 0;
      int groupCount = 0;
      for (Answer answer : answers) {
        if (answer.domain == domain) {
          double gain = answer.ndcg[choice] - answer.ndcg[0];
          sum += gain;
          squares += gain * gain;
          count++;
          if (answer.group == group) {
            groupSum += gain;
            groupCount++;
          }
        }
      }
      double gain = (groupSum + PRIOR * sum / (count + PRIOR)) / (groupCount + PRIOR);
      double error = Math.sqrt(squares / Math.max(1, count) / (groupCount + PRIOR));
      if (gain > (choice == NOTHING ? 0 : error) && gain > bestGain) {
        best = choices.get(choice);
        bestGain = gain;
      }
    }
    return best;
  }
}
