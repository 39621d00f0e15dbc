package io.kuayu.evaluation.attack;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.core.Interactions;
import io.kuayu.core.Parallel;
import io.kuayu.core.Progress;
import io.kuayu.core.Seed;
import io.kuayu.core.Split;
import io.kuayu.model.Model;
import io.kuayu.model.Trainer;
import io.kuayu.model.TrainingData;
import io.kuayu.model.TrainingRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Membership inference attacks on a model (Shokri and others, S&amp;P 2017). Several models are
 * trained. Each uses a random half of the people, drawn independently by coin flips, so members and
 * non-members differ in nothing else. The attacker knows everybody's events, and guesses by how
 * well a model predicts each person's last training events, queried some time after they happened.
 *
 * <p>The loss attack: the better the prediction, the more likely a member (Yeom and others, CSF
 * 2018). The shadow attack compares this with the predictions of the other models, from whose
 * halves the attacker knows what membership usually adds (after Carlini and others, S&amp;P 2022,
 * with one variance for all, since there are few models). Every model is attacked in turn, with all
 * others as shadows; results are means over these trials.
 */
public final class MembershipAttack {
  /** The number of a person's last events that are queried. */
  private static final int QUESTIONS = 10;

  private final TrainingData data;
  private final Trainer trainer;
  private final TrainingRun run;

  /**
   * @param data the data of all people
   * @param run settings of each training; its seed also draws the halves
   */
  public MembershipAttack(TrainingData data, Trainer trainer, TrainingRun run) {
    this.data = data;
    this.trainer = trainer;
    this.run = run;
  }

  /**
   * The results of the attacks.
   *
   * @param after how long after each event the attacker queries
   * @param loss result of the loss attack
   * @param shadows result of the shadow-model attack
   */
  public record Result(Duration after, RocAnalysis loss, RocAnalysis shadows) {}

  /** A model's half of the people and how well it predicts everybody. */
  @SuppressWarnings("ArrayRecordComponent") // Not compared, never changed.
  private record Trained(boolean[] members, double[] foreseen) {}

  /**
   * Runs the attacks. Costs {@code shadows + 1} trainings on half of the data.
   *
   * @param shadows the number of other models to compare each with, at least 1
   * @param afters how long after each event the attacker asks, at least a second each: a model that
   *     counts events by windows of days knows of one when its window is over
   * @return one result for each of these delays
   */
  public List<Result> run(int shadows, List<Duration> afters) {
    List<List<Trained>> models = new ArrayList<>();
    afters.forEach(_ -> models.add(new ArrayList<>()));
    try (Progress.Task task = run.progress().start("attack", shadows + 1)) {
      for (int model = 0; model <= shadows; model++) {
        boolean[] half = half("model-" + model);
        double[][] foreseen = foreseen(half, "model-" + model, afters);
        for (int index = 0; index < foreseen.length; index++) {
          models.get(index).add(new Trained(half, foreseen[index]));
        }
        task.advance(1);
      }
    }
    return IntStream.range(0, models.size())
        .mapToObj(index -> result(afters.get(index), models.get(index)))
        .toList();
  }

  private Result result(Duration after, List<Trained> models) {
    int users = data.interactions().users();
    RocAnalysis.Trials loss = new RocAnalysis.Trials(users);
    RocAnalysis.Trials calibrated = new RocAnalysis.Trials(users);
    for (int at = 0; at < models.size(); at++) {
      Trained target = models.get(at);
      List<Trained> others = new ArrayList<>(models);
      others.remove(at);
      loss.add(target.foreseen, target.members);
      calibrated.add(beyondOthers(target, others), target.members);
    }
    return new Result(after, loss.separation(), calibrated.separation());
  }

  /**
   * How much better a model predicts each person than others would, whether or not they were
   * trained on the person. Where membership adds the same for everybody, this is the likelihood
   * ratio's statistic.
   */
  private static double[] beyondOthers(Trained target, List<Trained> others) {
    double[] beyond = target.foreseen.clone();
    for (Trained other : others) {
      double half = gap(target, other) / 2;
      for (int user = 0; user < beyond.length; user++) {
        double expected = other.foreseen[user] - (other.members[user] ? half : -half);
        beyond[user] -= expected / others.size();
      }
    }
    return beyond;
  }

  /**
   * How much better a model predicts its members than non-members. Each person is compared with
   * another model's prediction, because people differ by far more than membership adds.
   */
  private static double gap(Trained another, Trained model) {
    return mean(another, model, true) - mean(another, model, false);
  }

  private static double mean(Trained another, Trained model, boolean member) {
    return IntStream.range(0, model.members.length)
        .filter(user -> model.members[user] == member)
        .mapToDouble(user -> model.foreseen[user] - another.foreseen[user])
        .filter(Double::isFinite)
        .average()
        .orElse(0);
  }

  private boolean[] half(String purpose) {
    SplittableRandom random = run.seed().derive("membership").derive(purpose).random();
    boolean[] half = new boolean[data.interactions().users()];
    for (int user = 0; user < half.length; user++) {
      half[user] = random.nextBoolean();
    }
    return half;
  }

  /**
   * How well a model of some people predicts everybody, {@code [afters, users]}; NaN for people
   * without events.
   */
  private double[][] foreseen(boolean[] trainedOn, String purpose, List<Duration> afters) {
    Interactions all = data.interactions();
    int[] owner = new int[all.events()];
    for (int user = 0; user < all.users(); user++) {
      Arrays.fill(owner, all.begin(user), all.end(user), user);
    }
    TrainingData some =
        new TrainingData(data.catalogue(), all.where(event -> trainedOn[owner[event]]));
    double[][] values = new double[afters.size()][all.users()];
    try (Model model =
        trainer.train(some, run.seeded(new Seed(run.seed().derive(purpose).value())))) {
      for (int index = 0; index < values.length; index++) {
        double[] own = values[index];
        Duration after = afters.get(index);
        Parallel.forEach(
            run.threads(), own.length, user -> own[user] = foreseen(model, user, after));
      }
    }
    return values;
  }

  private double foreseen(Model model, int user, Duration after) {
    Interactions all = data.interactions();
    Catalogue catalogue = data.catalogue();
    double sum = 0;
    int asked = 0;
    for (int event = all.end(user) - 1; event >= all.begin(user) && asked < QUESTIONS; event--) {
      if (all.part(event) == Split.TRAIN) {
        Context context = later(all.before(user, event), after);
        int item = all.item(event);
        float[] scores = new float[catalogue.ordinals(catalogue.domainOf(item)).length];
        model.score(context, catalogue.domainOf(item), scores);
        sum += standardised(scores, catalogue.positionOf(item));
        asked++;
      }
    }
    return asked == 0 ? Double.NaN : sum / asked;
  }

  /**
   * The same history at a later time, by which models that count recent events have counted this
   * one.
   */
  private static Context later(Context context, Duration after) {
    return new Context(context.items(), context.timestamps(), context.now() + after.toSeconds());
  }

  /** The standard score within its domain, because model families have no common scale. */
  private static double standardised(float[] scores, int position) {
    double mean = 0;
    for (float score : scores) {
      mean += score;
    }
    mean /= scores.length;
    double squares = 0;
    for (float score : scores) {
      squares += (score - mean) * (score - mean);
    }
    double deviation = Math.sqrt(squares / scores.length);
    return deviation == 0 ? 0 : (scores[position] - mean) / deviation;
  }
}
