package io.kuayu.models.blend;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.core.Interactions;
import io.kuayu.core.Parallel;
import io.kuayu.core.Progress;
import io.kuayu.core.metric.Rank;
import io.kuayu.model.Model;
import io.kuayu.model.Trainer;
import io.kuayu.model.TrainingData;
import io.kuayu.model.TrainingRun;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Trains a blend and then chooses, on the validation part, whether it reads other domains: for each
 * domain and each number of events that are known there.
 *
 * <p>First everything stands against nothing. Where nothing is read, the domain has weights of its
 * own, learnt from its own questions as a blend of that domain alone would learn them; the experts
 * are the same. Both answer questions of people whom their weights have not seen, and everything is
 * read only where it gains half a standard error ({@link GroupGain}). Where it does, the questions
 * are asked again without one other domain, or with only its recent events; that must gain more
 * than a standard error.
 *
 * <p>Costs as much as learning the weights once more, and a scoring for each of a thousand
 * questions and choices.
 */
final class TransferTrainer implements Trainer {
  /** Fewer people tell nothing about a domain, which then is as all others are. */
  private static final int MIN_PEOPLE = 30;

  /** More questions change hardly a choice of sources. */
  private static final int MAX_QUESTIONS = 1_000;

  /**
   * Standard errors by which reading everything must gain. Chosen on earlier months of two data
   * sets: see benchmarks/RESULTS.md.
   */
  private static final double MARGIN = .5;

  private static final int CUT = 10;

  private final BlendTrainer blend;

  TransferTrainer(BlendTrainer blend) {
    this.blend = blend;
  }

  @Override
  public Model train(TrainingData data, TrainingRun run) {
    return choose(blend.trained(data, run), data, run);
  }

  /** What is read stays as it was chosen, as the weights do. */
  @Override
  public Model retrain(Model chosen, TrainingData everything, TrainingRun run) {
    return blend.retrain(chosen, everything, run);
  }

  /** The model of a combination, which reads of other domains what helps it. */
  BlendModel choose(BlendTrainer.Combination trained, TrainingData data, TrainingRun run) {
    int domains = data.catalogue().domains().size();
    int[] events = new int[domains];
    for (int event = 0; event < data.interactions().events(); event++) {
      events[data.catalogue().domainOf(data.interactions().item(event))]++;
    }
    boolean isAlone = Arrays.stream(events).filter(count -> count > 0).count() < 2;
    if (isAlone || run.stopped().getAsBoolean()) {
      return trained.model();
    }
    List<Model> experts = List.copyOf(trained.model().experts().values());
    SourceEvents[][] cells = new SourceEvents[domains][TransferChoice.GROUPS];
    List<Optional<ScoreFusion>> home = new ArrayList<>();
    for (int domain = 0; domain < domains; domain++) {
      Arrays.fill(cells[domain], SourceEvents.ALL);
      Optional<ScoreFusion> own = Optional.empty();
      if (asked(trained.heldOut(), domain) >= MIN_PEOPLE) {
        BlendTrainer.Combination alone = blend.combine(experts, data.onlyDomain(domain), run);
        GroupGain[] gains = GroupGain.of(gains(trained.heldOut(), alone.heldOut(), domain));
        for (int group = 0; group < gains.length; group++) {
          if (gains[group].mean() <= MARGIN * gains[group].error()) {
            cells[domain][group] = SourceEvents.NONE;
            own = Optional.of(alone.model().fusion());
          }
        }
      }
      home.add(own);
    }
    leaveOut(trained.model(), data, run, cells);
    return trained.model().reading(new TransferChoice(cells), new HomeWeights(home));
  }

  private static long asked(List<HeldOutAnswer> answers, int domain) {
    return answers.stream()
        .map(HeldOutAnswer::question)
        .filter(question -> question.domain() == domain)
        .mapToInt(HeldOutAnswer.Question::user)
        .distinct()
        .count();
  }

  /** What reading everything gains in a domain, over the questions that both answered. */
  private static List<GroupGain.Gain> gains(
      List<HeldOutAnswer> everything, List<HeldOutAnswer> nothing, int domain) {
    Map<HeldOutAnswer.Question, Double> alone = new HashMap<>();
    nothing.forEach(answer -> alone.put(answer.question(), answer.ndcg()));
    List<GroupGain.Gain> gains = new ArrayList<>();
    for (HeldOutAnswer answer : everything) {
      Double other = alone.get(answer.question());
      if (answer.question().domain() == domain && other != null) {
        gains.add(
            new GroupGain.Gain(answer.question().user(), answer.group(), answer.ndcg() - other));
      }
    }
    return gains;
  }

  /** What each choice of sources gave to a question, {@code [choices]}. */
  @SuppressWarnings("ArrayRecordComponent") // Read where it is made.
  private record Answer(int user, int domain, int group, double[] ndcg) {}

  /** Leaves out sources of those cells that read everything. */
  private void leaveOut(
      BlendModel model, TrainingData data, TrainingRun run, SourceEvents[][] cells) {
    boolean hasTimes = !data.interactions().isApart();
    List<List<SourceEvents>> choices =
        IntStream.range(0, cells.length)
            .mapToObj(domain -> SourceEvents.choices(domain, cells.length, hasTimes))
            .toList();
    QuestionHistory history = QuestionHistory.of(data.interactions());
    List<ValidationEvent> questions =
        ValidationEvent.drawn(data.interactions(), run.seed().derive("transfer"), MAX_QUESTIONS);
    Answer[] answers = new Answer[questions.size()];
    try (Progress.Task task = run.progress().start("blend: transfer", answers.length)) {
      Parallel.forEach(
          run.threads(),
          answers.length,
          n -> {
            answers[n] = answer(model, data, history, questions.get(n), choices, cells);
            task.advance(1);
          });
    }
    for (int domain = 0; domain < cells.length; domain++) {
      double[] best = new double[TransferChoice.GROUPS];
      for (int choice = 1; choice < choices.get(domain).size(); choice++) {
        List<GroupGain.Gain> gains = new ArrayList<>();
        for (Answer answer : answers) {
          if (answer.domain == domain && answer.ndcg.length > 0) {
            double gain = answer.ndcg[choice] - answer.ndcg[0];
            gains.add(new GroupGain.Gain(answer.user, answer.group, gain));
          }
        }
        GroupGain[] groups = GroupGain.of(gains);
        for (int group = 0; group < groups.length; group++) {
          boolean isAll = !cells[domain][group].equals(SourceEvents.NONE);
          if (isAll
              && GroupGain.people(gains) >= MIN_PEOPLE
              && groups[group].mean() > groups[group].error()
              && groups[group].mean() > best[group]) {
            cells[domain][group] = choices.get(domain).get(choice);
            best[group] = groups[group].mean();
          }
        }
      }
    }
  }

  /** Empty where the cell of the question reads nothing anyhow. */
  private static Answer answer(
      BlendModel model,
      TrainingData data,
      QuestionHistory history,
      ValidationEvent question,
      List<List<SourceEvents>> choices,
      SourceEvents[][] cells) {
    Catalogue catalogue = data.catalogue();
    Interactions interactions = data.interactions();
    int item = interactions.item(question.event());
    int domain = catalogue.domainOf(item);
    Context context = history.before(question.user(), question.event());
    int group = TransferChoice.group(context, domain, catalogue);
    if (cells[domain][group].equals(SourceEvents.NONE)) {
      return new Answer(question.user(), domain, group, new double[0]);
    }
    List<SourceEvents> ofDomain = choices.get(domain);
    double[] ndcg = new double[ofDomain.size()];
    float[] scores = new float[catalogue.ordinals(domain).length];
    boolean[] seen = context.positions(domain, catalogue);
    for (int choice = 0; choice < ndcg.length; choice++) {
      int[] read = ofDomain.get(choice).read(context, domain, catalogue);
      if (choice > 0 && read.length == context.length()) {
        ndcg[choice] = ndcg[0];
      } else {
        model.score(context.only(read), domain, scores);
        ndcg[choice] = Rank.ndcg(Rank.of(scores, catalogue.positionOf(item), seen), CUT);
      }
    }
    return new Answer(question.user(), domain, group, ndcg);
  }
}
