package io.kuayu.models;

import io.kuayu.core.Progress;
import io.kuayu.core.Seed;
import io.kuayu.core.Split;
import io.kuayu.core.settings.Setting;
import io.kuayu.core.settings.Settings;
import io.kuayu.model.Model;
import io.kuayu.model.ModelFamilies;
import io.kuayu.model.TrainingRun;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Prints the accuracy of families on the whole of the public data; started by hand. */
public final class AmazonRun {
  private AmazonRun() {}

  /**
   * Trains and measures.
   *
   * @param arguments the part (valid, test, or half: every second person is held out of the
   *     validation part, for choosing options of what learns from it), then families, each with
   *     options: {@code recency:tau-days=4,21}
   */
  public static void main(String[] arguments) {
    Amazon amazon = Amazon.read();
    boolean half = arguments[0].equals("half");
    Split part = arguments[0].equals("test") ? Split.TEST : Split.VALID;
    for (String argument : List.of(arguments).subList(1, arguments.length)) {
      String[] parts = argument.split(":", 2);
      Setting.Tree tree = new Setting.Tree(Map.of(), "argument");
      if (parts.length > 1) {
        for (String option : parts[1].split(";", -1)) {
          String[] entry = option.split("=", 2);
          List<Setting> values =
              List.of(entry[1].split(",", -1)).stream()
                  .<Setting>map(value -> new Setting.Scalar(value, "argument"))
                  .toList();
          tree =
              tree.with(
                  List.of(entry[0]),
                  values.size() == 1
                      ? values.getFirst()
                      : new Setting.Sequence(values, "argument"));
        }
      }
      Settings settings = Settings.of(tree);
      var trainer = ModelFamilies.trainer(parts[0]).trainer(settings);
      settings.check();
      long begin = System.nanoTime();
      Model model =
          trainer.train(
              half ? amazon.halfData() : amazon.data(),
              new TrainingRun(new Seed(42), 2, Path.of("target"), Progress.NONE, () -> false));
      long trained = System.nanoTime();
      List<Amazon.Accuracy> full = amazon.accuracy(model, part, 0, half ? 2 : 1);
      long scored = System.nanoTime();
      System.out.printf(
          "%s full %s sampled %s train %.1f s, score %.2f ms a query%n",
          argument,
          full,
          half ? "-" : amazon.accuracy(model, part, 999, 1),
          (trained - begin) / 1e9,
          (scored - trained) / 1e6 / amazon.interactions().users());
    }
  }
}
