package io.kuayu.models.blend;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.core.ErrorCode;
import io.kuayu.core.Interactions;
import io.kuayu.core.KuayuException;
import io.kuayu.core.Parallel;
import io.kuayu.core.Progress;
import io.kuayu.core.Seed;
import io.kuayu.model.Model;
import io.kuayu.model.ModelFamilies;
import io.kuayu.model.Trainer;
import io.kuayu.model.TrainingData;
import io.kuayu.model.TrainingRun;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Trains the experts on the training part, then their weights on the validation part. Each
 * validation event is a target, predicted from all earlier events.
 */
final class BlendTrainer implements Trainer {
  private static final float EXPECTED_WEIGHT = .5f;

  private final List<Expert> experts;
  private final int queries;
  private final double regularisation;
  private final double newItems;
  private final ExpertOptions shared;
  private final BlendFusion fusion;

  /**
   * @param queries maximum number of validation targets to learn from
   * @param regularisation strength of the prior, as an equivalent number of targets
   * @param newItems bonus in log odds for an item without training events, on top of the learnt
   *     weights; up to twice as much where that costs nothing, see {@link NewItemBonus}
   * @param shared options of every expert; its minimum number of users also holds for item facts
   * @param fusion whether trees correct the weights
   */
  BlendTrainer(
      List<Expert> experts,
      int queries,
      double regularisation,
      double newItems,
      ExpertOptions shared,
      BlendFusion fusion) {
    this.experts = List.copyOf(experts);
    this.queries = queries;
    this.regularisation = regularisation;
    this.newItems = newItems;
    this.shared = shared;
    this.fusion = fusion;
  }

  @Override
  public Model train(TrainingData data, TrainingRun run) {
    return trained(data, run).model();
  }

  /** Trains the experts, then their weights. */
  Combination trained(TrainingData data, TrainingRun run) {
    if (run.start().isPresent() && experts.stream().noneMatch(BlendTrainer::starts)) {
      throw new KuayuException(
          ErrorCode.INCOMPATIBLE_START,
          "no expert of the blend can start from a bundle",
          "add one that can: -s models.blend.experts=[…, transformer]");
    }
    List<Model> models = new ArrayList<>();
    for (Expert expert : experts) {
      models.add(expert.trainer(shared).train(data, runOf(expert, run)));
    }
    return combine(models, data, run);
  }

  /**
   * A blend with what it would have answered before it learnt from the answers.
   *
   * @param heldOut NDCG of validation questions by weights that have not seen their person
   */
  record Combination(BlendModel model, List<HeldOutAnswer> heldOut) {}

  /** Trains the experts anew and keeps the weights. */
  @Override
  public Model retrain(Model chosen, TrainingData everything, TrainingRun run) {
    Map<String, Model> known = chosen.experts();
    List<Model> models = new ArrayList<>();
    for (Expert expert : experts) {
      Model before = Objects.requireNonNull(known.get(expert.name()), expert.name());
      models.add(expert.trainer(shared).retrain(before, everything, runOf(expert, run)));
    }
    return ((BlendModel) chosen)
        .relearnt(models, facts(models, everything, run), QuestionMoment.of(everything));
  }

  /**
   * Learns the weights of trained experts.
   *
   * @param data what the experts were trained on, or the part of it that is to be asked
   */
  Combination combine(List<Model> models, TrainingData data, TrainingRun run) {
    ItemStatistics facts = facts(models, data, run);
    QuestionMoment moment = QuestionMoment.of(data);
    QuestionHistory history = QuestionHistory.of(data.interactions());
    List<ValidationEvent> targets =
        ValidationEvent.drawn(data.interactions(), run.seed().derive("targets"), queries);
    List<RankingExample> questions = questions(models, facts, data, history, moment, targets, run);
    int domains = data.catalogue().domains().size();
    Seed halving = run.seed().derive("halves");
    int[] halves =
        targets.stream()
            .map(target -> halving.derive(data.interactions().user(target.user())))
            .mapToInt(seed -> (int) (seed.value() & 1))
            .toArray();
    Function<int[], HeldOutQuestions> weighing =
        held ->
            new HeldOutQuestions(
                questions, held, run, some -> fit(some, models.size(), domains, run));
    HeldOutQuestions weighed = weighing.apply(halves);
    HeldOutQuestions heldOut =
        corrected(
            weighed,
            () -> ValidationEvent.laterHalf(targets, data.interactions()).map(weighing),
            models.size(),
            run);
    NewItemBonus bonus = NewItemBonus.chosen(heldOut, facts.anySeen() ? (float) newItems : 0);
    double[] gains = heldOut.gains(bonus);
    int[] alone = BestExperts.of(heldOut, gains, models.size(), domains);
    boolean isAnyAlone = Arrays.stream(alone).anyMatch(expert -> expert != BlendWeights.ALL);
    BlendWeights learnt = fit(questions, models.size(), domains, run);
    BlendWeights weights = bonus.in(learnt, BlendFeatures.constant(models.size()));
    BoostedTrees trees =
        heldOut == weighed
            ? BoostedTrees.NONE
            : TreeBoosting.fit(questions, learnt, models.size(), run);
    return new Combination(
        new BlendModel(
            data.catalogue(),
            experts.stream().map(Expert::name).toList(),
            models,
            facts,
            new ScoreFusion(isAnyAlone ? weights.speakingAlone(alone) : weights, trees, bonus),
            moment),
        HeldOutAnswer.of(targets, heldOut.gains(gains, alone), data, history));
  }

  private ItemStatistics facts(List<Model> models, TrainingData data, TrainingRun run) {
    ItemStatistics facts = ItemStatistics.of(shared.support().filter(data));
    return TextNeighbours.texts(models)
        .map(texts -> TextNeighbours.of(texts, facts, data.catalogue(), run.threads()))
        .map(
            neighbours ->
                new ItemStatistics(facts.counts(), facts.firsts(), data.catalogue(), neighbours))
        .orElse(facts);
  }

  /**
   * Held-out questions with trees, where trees are to be used.
   *
   * @param byTime the same questions, each half of the time answered by what the other half taught:
   *     what changes with time must not be what trees live on
   */
  private HeldOutQuestions corrected(
      HeldOutQuestions weighed,
      Supplier<Optional<HeldOutQuestions>> byTime,
      int experts,
      TrainingRun run) {
    if (fusion == BlendFusion.LOGIT) {
      return weighed;
    }
    HeldOutQuestions corrected = boosted(weighed, experts, run);
    boolean help =
        fusion == BlendFusion.BOOSTED
            || (TreeChoice.help("people", weighed, corrected, run.progress())
                && byTime
                    .get()
                    .map(
                        half ->
                            TreeChoice.help(
                                "half of the time",
                                half,
                                boosted(half, experts, run),
                                run.progress()))
                    .orElse(true));
    return help ? corrected : weighed;
  }

  private static HeldOutQuestions boosted(HeldOutQuestions weighed, int experts, TrainingRun run) {
    return weighed.corrected((some, weights) -> TreeBoosting.fit(some, weights, experts, run));
  }

  private BlendWeights fit(
      List<RankingExample> questions, int models, int domains, TrainingRun run) {
    int features = BlendFeatures.count(models);
    float[] prior = new float[features];
    for (int expert = 0; expert < models; expert++) {
      prior[BlendFeatures.rooted(expert)] = EXPECTED_WEIGHT / models;
    }
    return new ConditionalLogit(questions, features, domains, regularisation).fit(prior, run);
  }

  private static boolean starts(Expert expert) {
    return ModelFamilies.trainer(expert.family()).startsFromModels();
  }

  /** The run of one expert. The model to start from is passed only to experts that can use it. */
  private static TrainingRun runOf(Expert expert, TrainingRun run) {
    Seed seed = run.seed().derive(expert.name());
    return starts(expert) ? run.seeded(seed) : run.seeded(seed).fromNothing();
  }

  private static List<RankingExample> questions(
      List<Model> models,
      ItemStatistics facts,
      TrainingData data,
      QuestionHistory history,
      QuestionMoment moment,
      List<ValidationEvent> targets,
      TrainingRun run) {
    RankingExample[] questions = new RankingExample[targets.size()];
    try (Progress.Task task = run.progress().start("blend: questions", questions.length)) {
      Parallel.forEach(
          run.threads(),
          questions.length,
          n -> {
            questions[n] =
                question(models, facts, data, history, moment, targets.get(n), run.seed());
            task.advance(1);
          });
    }
    return Arrays.asList(questions);
  }

  private static RankingExample question(
      List<Model> models,
      ItemStatistics facts,
      TrainingData data,
      QuestionHistory history,
      QuestionMoment moment,
      ValidationEvent target,
      Seed seed) {
    Catalogue catalogue = data.catalogue();
    Interactions interactions = data.interactions();
    int item = interactions.item(target.event());
    int domain = catalogue.domainOf(item);
    Context context = moment.of(history.before(target.user(), target.event()));
    BitSet leftOut = new BitSet();
    for (int own : context.items()) {
      if (catalogue.domainOf(own) == domain) {
        leftOut.set(catalogue.positionOf(own));
      }
    }
    return RankingExample.of(
        TreeColumns.of(models.size(), context, domain, catalogue),
        BlendFeatures.of(models, facts, catalogue, context, domain),
        catalogue.positionOf(item),
        leftOut,
        seed.derive("others")
            .derive(interactions.user(target.user()))
            .derive(target.event() - interactions.begin(target.user())));
  }
}
