package io.kuayu.evaluation.attack;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.core.Interactions;
import io.kuayu.core.Model;
import io.kuayu.core.Part;
import io.kuayu.core.Progress;
import io.kuayu.core.Seed;
import io.kuayu.core.Trainer;
import io.kuayu.core.TrainingData;
import io.kuayu.core.TrainingRun;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Tries to find out who a model was trained on (Shokri and others, S&P 2017). Half of the people,
 * drawn at random, are members; a model is trained on them, and the attacker, who knows everybody's
 * events, guesses by how well it foresees each person's last training events.
 *
 * <p>By loss: the better foreseen, the more likely a member (Yeom and others, CSF 2018). By
 * shadows: the same after subtracting how well models that were trained on other halves, without
 * the person, foresee them (Watson and others, ICLR 2022), so that people who are easily foreseen
 * are no longer taken for members. Costs one training, and one for each shadow.
 */
public final class MembershipAttack {
  /** So many of a person's last events are asked about. */
  private static final int QUESTIONS = 5;

  private final TrainingData data;
  private final Trainer trainer;
  private final TrainingRun run;

  /**
   * @param data of everybody
   * @param run circumstances of each training; its seed draws the halves too
   */
  public MembershipAttack(TrainingData data, Trainer trainer, TrainingRun run) {
    this.data = data;
    this.trainer = trainer;
    this.run = run;
  }

  /**
   * What the attacks reached.
   *
   * @param loss by loss
   * @param shadows by shadow models
   */
  public record Result(Separation loss, Separation shadows) {}

  /**
   * Attacks.
   *
   * @param shadows how many models to compare with, at least 1; with few, some people have none
   *     without them, and are left out
   */
  public Result run(int shadows) {
    int users = data.interactions().users();
    try (Progress.Task task = run.progress().start("attack", shadows + 1)) {
      boolean[] members = half("members");
      double[] seen = foreseen(members, "target");
      task.advance(1);
      double[] sums = new double[users];
      int[] counts = new int[users];
      for (int shadow = 0; shadow < shadows; shadow++) {
        boolean[] others = half("shadow-" + shadow);
        double[] values = foreseen(others, "shadow-" + shadow);
        for (int user = 0; user < users; user++) {
          if (!others[user]) {
            sums[user] += values[user];
            counts[user]++;
          }
        }
        task.advance(1);
      }
      double[] calibrated = new double[users];
      for (int user = 0; user < users; user++) {
        calibrated[user] = counts[user] == 0 ? Double.NaN : seen[user] - sums[user] / counts[user];
      }
      return new Result(separation(seen, members), separation(calibrated, members));
    }
  }

  private static Separation separation(double[] values, boolean[] members) {
    return Separation.of(some(values, members, true), some(values, members, false));
  }

  private static double[] some(double[] values, boolean[] members, boolean wanted) {
    double[] chosen = new double[values.length];
    int count = 0;
    for (int user = 0; user < values.length; user++) {
      if (members[user] == wanted && !Double.isNaN(values[user])) {
        chosen[count++] = values[user];
      }
    }
    return Arrays.copyOf(chosen, count);
  }

  private boolean[] half(String purpose) {
    SplittableRandom random = run.seed().derive("membership").derive(purpose).random();
    boolean[] half = new boolean[data.interactions().users()];
    for (int user = 0; user < half.length; user++) {
      half[user] = random.nextBoolean();
    }
    return half;
  }

  /** How well a model of some people foresees everybody; not a number for who has no events. */
  private double[] foreseen(boolean[] trainedOn, String purpose) {
    Interactions all = data.interactions();
    int[] owner = new int[all.events()];
    for (int user = 0; user < all.users(); user++) {
      Arrays.fill(owner, all.begin(user), all.end(user), user);
    }
    TrainingData some =
        new TrainingData(data.catalogue(), all.where(event -> trainedOn[owner[event]]));
    double[] values = new double[all.users()];
    try (Model model =
        trainer.train(some, run.seeded(new Seed(run.seed().derive(purpose).value())))) {
      for (int user = 0; user < values.length; user++) {
        values[user] = foreseen(model, user);
      }
    }
    return values;
  }

  private double foreseen(Model model, int user) {
    Interactions all = data.interactions();
    Catalogue catalogue = data.catalogue();
    double sum = 0;
    int asked = 0;
    for (int event = all.end(user) - 1; event >= all.begin(user) && asked < QUESTIONS; event--) {
      if (all.part(event) == Part.TRAIN) {
        Context context = all.before(user, event);
        int item = all.item(event);
        float[] scores = new float[catalogue.ordinals(catalogue.domainOf(item)).length];
        model.score(context, catalogue.domainOf(item), scores);
        sum += standardised(scores, catalogue.positionOf(item));
        asked++;
      }
    }
    return asked == 0 ? Double.NaN : sum / asked;
  }

  /** A score in deviations from the mean of its domain: families have no scale in common. */
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
