package io.kuayu.evaluation;

import io.kuayu.core.Progress;
import io.kuayu.core.Seed;
import io.kuayu.evaluation.report.EvaluationReport;
import io.kuayu.evaluation.report.ModelResult;
import io.kuayu.model.Model;
import io.kuayu.model.Trainer;
import io.kuayu.model.TrainingData;
import io.kuayu.model.TrainingRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reports over a random market, for tests. */
public final class Reports {
  private Reports() {}

  /** One made-up model per name, each with its transfer table, later ones better. */
  public static EvaluationReport of(List<String> names) {
    return of(names, false);
  }

  /** The same, the first with its transfer curve. */
  public static EvaluationReport withCurves(List<String> names) {
    return of(names, true);
  }

  private static EvaluationReport of(List<String> names, boolean withCurve) {
    Market market = Market.random(11, 400, 300, 120);
    TrainingData data = new TrainingData(market.catalogue(), market.interactions());
    TrainingRun run = TrainingRun.quiet(42, Path.of("target"));
    Evaluation evaluation = market.evaluation(CandidateSampling.full(), 2);
    List<ModelResult> models = new ArrayList<>();
    for (String name : names) {
      Trainer trainer = guesser(1 + models.size());
      Model model = trainer.train(data, run);
      EvaluationResult result = evaluation.run(name, model, Progress.NONE);
      Optional<Model> curveOf =
          withCurve && models.isEmpty() ? Optional.of(model) : Optional.empty();
      models.add(
          ModelResult.of(result)
              .trained(12.5, OptionalDouble.of(321))
              .with(
                  Transfer.measure(result, trainer, data, run, curveOf, TransferCurve.Extent.ALL)));
    }
    Map<String, String> provenance = new LinkedHashMap<>();
    provenance.put("command", "./kuayu evaluate -c kuayu.yaml --report report");
    provenance.put("corpus", "0c5f…, 40,123 events of 7,144 people");
    provenance.put("Kuayu", "0.1.0 on Java 25");
    return EvaluationReport.of(models, "leave-one-out", provenance);
  }

  /** Scores at random, with a liking for some items. */
  private static Trainer guesser(int skill) {
    return (data, run) ->
        new FixedModel(
            "guesser",
            data.catalogue(),
            (context, item) -> {
              Seed seed = new Seed(item).derive(context.length());
              for (int own : context.items()) {
                seed = seed.derive(own);
              }
              float score = seed.random().nextFloat();
              return item % 7 < skill && context.length() % 2 == 0 ? score + .5f : score;
            });
  }
}
