package io.kuayu.application.evaluate;

import io.kuayu.application.WrongUsage;
import io.kuayu.application.workspace.TrainedModel;
import io.kuayu.application.workspace.Workspace;
import io.kuayu.core.Seed;
import io.kuayu.corpus.Corpus;
import io.kuayu.evaluation.Evaluation;
import io.kuayu.evaluation.EvaluationResult;
import io.kuayu.evaluation.Protocol;
import io.kuayu.evaluation.Transfer;
import io.kuayu.evaluation.TransferCurve;
import io.kuayu.evaluation.report.EvaluationReport;
import io.kuayu.evaluation.report.ModelResult;
import io.kuayu.model.Model;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Measures models on the held-out events of those who allow training: what models may not learn
 * from, they are not measured on either. Not thread-safe.
 */
public final class EvaluateService {
  private final Workspace workspace;

  public EvaluateService(Workspace workspace) {
    this.workspace = workspace;
  }

  /** The questions of an evaluation; no model is needed for them. */
  public Evaluation questions(EvaluationQuery query) {
    return Evaluation.of(
            workspace.corpus().catalogue(),
            workspace.preparation().learnable(),
            query.candidates(),
            new Seed(workspace.configuration().seed()),
            workspace.configuration().threads())
        .withThreads(query.split())
        .withMinUserSupport(workspace.configuration().corpus().privacy().minUserSupport())
        .by(query.protocol());
  }

  /**
   * Asks all models, which are trained first where they are missing or no longer current.
   *
   * @param evaluation the {@link #questions} of the same query
   * @throws WrongUsage where the bundle was trained on the domain or the people that it must not
   *     know
   */
  public EvaluationReport run(EvaluationQuery query, Evaluation evaluation) {
    List<ModelResult> results = new ArrayList<>();
    for (Optional<String> name : query.models()) {
      results.addAll(
          evaluation.protocol().needsOwnTraining()
              ? trainedApart(query, evaluation, workspace.training().family(name))
              : trained(query, evaluation, name));
    }
    query.bundle().ifPresent(bundle -> results.addAll(given(query, evaluation, bundle)));
    Corpus corpus = workspace.corpus();
    return EvaluationReport.of(results, corpus.manifest().split(), provenance(corpus, results));
  }

  private List<ModelResult> trained(
      EvaluationQuery query, Evaluation evaluation, Optional<String> name) {
    try (TrainedModel trained = workspace.models().openToMeasure(name)) {
      String family = trained.manifest().name();
      EvaluationResult found = result(evaluation, family, trained.model());
      Double memory = trained.manifest().metrics().get("peakMemoryMb");
      ModelResult result =
          ModelResult.of(found)
              .trained(
                  trained.manifest().trainSeconds(),
                  memory == null ? OptionalDouble.empty() : OptionalDouble.of(memory));
      boolean isUsual =
          evaluation.catalogue().domains().size() > 1
              && evaluation.protocol() instanceof Protocol.Standard;
      return withExperts(
          query.transfer().orElse(isUsual) ? result.with(transfer(query, result, trained)) : result,
          query,
          evaluation,
          family,
          trained.model());
    }
  }

  private List<ModelResult> given(EvaluationQuery query, Evaluation evaluation, Path bundle) {
    workspace.models().requireMeasurable(bundle);
    try (TrainedModel given = workspace.models().openBundle(bundle)) {
      if (evaluation.protocol() instanceof Protocol.ZeroShot(String domain)
          && given.manifest().domains().contains(domain)) {
        throw new WrongUsage(
            "the bundle was trained on the domain '" + domain + "'",
            "name one that never saw it, or leave --bundle out to have one trained");
      }
      if (evaluation.protocol().needsNewPeople()
          && given
              .manifest()
              .corpusFingerprint()
              .equals(workspace.corpus().manifest().fingerprint())) {
        throw new WrongUsage(
            "the bundle was trained on the people whom the protocol "
                + evaluation.protocol().name()
                + " asks",
            "name one of another corpus, or leave --bundle out to have one trained");
      }
      String name = given.manifest().name() + " (bundle)";
      return withExperts(
          ModelResult.of(result(evaluation, name, given.model()))
              .trained(given.manifest().trainSeconds(), OptionalDouble.empty()),
          query,
          evaluation,
          name,
          given.model());
    }
  }

  /** A model for this protocol alone; it is not kept. */
  private List<ModelResult> trainedApart(
      EvaluationQuery query, Evaluation evaluation, String family) {
    workspace
        .reporter()
        .say("training " + family + " for the protocol " + evaluation.protocol().name());
    long start = System.nanoTime();
    try (Model model =
        workspace
            .training()
            .trainer(family)
            .train(
                evaluation.protocol().train(workspace.trainingData()),
                workspace.training().run(family, () -> false))) {
      double seconds = (System.nanoTime() - start) / 1e9;
      return withExperts(
          ModelResult.of(result(evaluation, family, model))
              .trained(seconds, OptionalDouble.empty()),
          query,
          evaluation,
          family,
          model);
    }
  }

  /** The result, and those of the model's experts where they are wanted. */
  private List<ModelResult> withExperts(
      ModelResult result, EvaluationQuery query, Evaluation evaluation, String name, Model model) {
    List<ModelResult> results = new ArrayList<>(List.of(result));
    if (query.experts()) {
      model
          .experts()
          .forEach(
              (expert, alone) ->
                  results.add(ModelResult.of(result(evaluation, name + "/" + expert, alone))));
    }
    return results;
  }

  private EvaluationResult result(Evaluation evaluation, String name, Model model) {
    return evaluation.run(name, model, workspace.reporter().progress());
  }

  private Transfer transfer(EvaluationQuery query, ModelResult result, TrainedModel trained) {
    String family = trained.manifest().name();
    if (query.curve().equals(Optional.of(TransferCurve.Extent.ALL))) {
      int trainings = TransferCurve.trainings(result.evaluation());
      workspace
          .reporter()
          .say(
              "the transfer curve trains %s %d times beside the single-domain twins, each at most as long as %s itself%s"
                  .formatted(family, trainings, family, took(result.trainSeconds())));
    }
    return Transfer.measure(
        result.evaluation(),
        workspace.training().trainer(family),
        workspace.trainingData(),
        workspace.training().run(family, () -> false),
        query.curve().map(_ -> trained.model()),
        query.curve().orElse(TransferCurve.Extent.KNOWN));
  }

  private static String took(OptionalDouble seconds) {
    return seconds.isPresent()
        ? String.format(Locale.ROOT, ", which took %.0f s", seconds.getAsDouble())
        : "";
  }

  private Map<String, String> provenance(Corpus corpus, List<ModelResult> results) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("corpus", corpus.manifest().fingerprint());
    for (ModelResult result : results) {
      workspace
          .training()
          .guarantee(result.name())
          .ifPresent(promised -> facts.put("privacy of " + result.name(), promised.said()));
    }
    facts.put("java", Runtime.version().toString());
    facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    facts.put("cores", String.valueOf(Runtime.getRuntime().availableProcessors()));
    return facts;
  }
}
