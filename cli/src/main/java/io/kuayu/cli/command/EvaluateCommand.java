package io.kuayu.cli.command;

import io.kuayu.application.WrongUsage;
import io.kuayu.application.workspace.TrainedModel;
import io.kuayu.application.workspace.Workspace;
import io.kuayu.cli.console.Console;
import io.kuayu.core.KuayuException;
import io.kuayu.core.Seed;
import io.kuayu.core.Split;
import io.kuayu.corpus.Corpus;
import io.kuayu.evaluation.CandidateSampling;
import io.kuayu.evaluation.Evaluation;
import io.kuayu.evaluation.EvaluationResult;
import io.kuayu.evaluation.Protocol;
import io.kuayu.evaluation.Transfer;
import io.kuayu.evaluation.report.ConsoleReport;
import io.kuayu.evaluation.report.EvaluationReport;
import io.kuayu.evaluation.report.ModelResult;
import io.kuayu.evaluation.report.ReportFolder;
import io.kuayu.evaluation.report.ReportJson;
import io.kuayu.model.Model;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kuayu evaluate}. */
@Command(
    name = "evaluate",
    description = "Measures models on the held-out events; several are compared by paired tests.")
public final class EvaluateCommand implements Callable<Integer> {
  @Mixin private ConfigurationOption setup = new ConfigurationOption();
  @Mixin private Verbosity speech = new Verbosity();

  @Option(
      names = {"-m", "--model"},
      paramLabel = "NAME",
      description = "Which model; may be repeated. Default: 'model' of the configuration.")
  private List<String> models = new ArrayList<>();

  @Option(
      names = "--bundle",
      paramLabel = "DIR",
      description =
          "Measure this trained model too, as it is, whatever it was trained on: items and domains"
              + " that it never saw are read by their text. Without --model, it alone.")
  private @Nullable Path bundle;

  @Option(
      names = "--experts",
      description =
          "Measure each expert of a blend as well, alone and as the blend uses it, without training"
              + " it again.")
  private boolean experts;

  @Option(
      names = "--candidates",
      paramLabel = "full|sampled:N",
      defaultValue = "full",
      description = "Among which items a target is ranked; default: ${DEFAULT-VALUE}.")
  private String candidates = "full";

  @Option(
      names = "--part",
      paramLabel = "test|valid",
      defaultValue = "test",
      description = "Which part is asked; default: ${DEFAULT-VALUE}.")
  private String part = "test";

  @Option(
      names = "--protocol",
      paramLabel = "NAME",
      defaultValue = "standard",
      description =
          "standard, cold-user, cold-item or zero-shot:DOMAIN; default: ${DEFAULT-VALUE}.")
  private String protocol = "standard";

  @Option(
      names = "--transfer",
      negatable = true,
      description =
          "Train a single-domain twin per domain and tell what the other domains gave. On with"
              + " --report, which --no-transfer prevents.")
  private @Nullable Boolean transfer;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description = "Write index.html and report.json there.")
  private @Nullable Path report;

  @Option(
      names = "--requests-out",
      paramLabel = "FILE",
      description = "Write the very questions, for 'kuayu rank'.")
  private @Nullable Path requestsOut;

  @Option(names = "--json", description = "Print the results as JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    Console console = speech.console();
    CandidateSampling among = usage(() -> CandidateSampling.parse(candidates));
    Protocol asked = usage(() -> Protocol.parse(protocol));
    Split over =
        switch (part) {
          case "test" -> Split.TEST;
          case "valid" -> Split.VALID;
          default -> throw new WrongUsage("--part is '" + part + "'", "choose test or valid");
        };
    Workspace workspace = setup.workspace(console);
    List<Optional<String>> names =
        models.isEmpty() && bundle != null ? List.of() : TrainCommand.asked(models);
    for (Optional<String> name : names) {
      workspace.family(name);
    }
    Corpus corpus = workspace.corpus();
    if (asked instanceof Protocol.ZeroShot(String domain)) {
      HistoryArgument.checkDomain("--protocol", domain, corpus.catalogue());
    }
    Evaluation evaluation =
        Evaluation.of(
                corpus.catalogue(),
                workspace.consented(),
                among,
                new Seed(workspace.configuration().seed()),
                workspace.configuration().threads())
            .over(over)
            .hidingFewerThan(workspace.configuration().corpus().privacy().minUserSupport())
            .by(asked);
    if (requestsOut != null) {
      EvaluationRequests.write(evaluation, requestsOut);
      console.say("wrote the questions to " + requestsOut);
    }
    List<ModelResult> results = new ArrayList<>();
    for (Optional<String> name : names) {
      results.addAll(results(workspace, evaluation, name, console));
    }
    if (bundle != null) {
      results.addAll(results(workspace, evaluation, bundle, console));
    }
    EvaluationReport whole =
        EvaluationReport.of(
            results, corpus.manifest().split(), provenance(corpus, workspace, results));
    console.out().print(json ? ReportJson.write(whole) + "\n" : ConsoleReport.write(whole));
    console.out().flush();
    if (report != null) {
      console.say("wrote " + ReportFolder.write(whole, report));
    }
    return 0;
  }

  private List<ModelResult> results(
      Workspace workspace, Evaluation evaluation, Optional<String> name, Console console) {
    if (evaluation.protocol().needsOwnTraining()) {
      return ownTraining(workspace, evaluation, workspace.family(name), console);
    }
    try (TrainedModel trained = workspace.model(name)) {
      String family = trained.manifest().name();
      EvaluationResult found = evaluation.run(family, trained.model(), console.progress());
      Double memory = trained.manifest().metrics().get("peakMemoryMb");
      ModelResult result =
          ModelResult.of(found)
              .trained(
                  trained.manifest().trainSeconds(),
                  memory == null ? OptionalDouble.empty() : OptionalDouble.of(memory));
      boolean several = evaluation.catalogue().domains().size() > 1;
      boolean standard = evaluation.protocol() instanceof Protocol.Standard;
      boolean wanted = transfer == null ? report != null && several && standard : transfer;
      return withExperts(
          wanted ? result.with(transfer(workspace, found, family)) : result,
          evaluation,
          family,
          trained.model(),
          console);
    }
  }

  private List<ModelResult> results(
      Workspace workspace, Evaluation evaluation, Path bundle, Console console) {
    try (TrainedModel given = workspace.bundle(bundle)) {
      if (evaluation.protocol() instanceof Protocol.ZeroShot(String domain)
          && given.manifest().domains().contains(domain)) {
        throw new WrongUsage(
            "the bundle was trained on the domain '" + domain + "'",
            "name one that never saw it, or leave --bundle out to have one trained");
      }
      String name = given.manifest().name() + " (bundle)";
      return withExperts(
          ModelResult.of(evaluation.run(name, given.model(), console.progress()))
              .trained(given.manifest().trainSeconds(), OptionalDouble.empty()),
          evaluation,
          name,
          given.model(),
          console);
    }
  }

  /** The result, and those of the model's experts where they are wanted. */
  private List<ModelResult> withExperts(
      ModelResult result, Evaluation evaluation, String name, Model model, Console console) {
    List<ModelResult> results = new ArrayList<>(List.of(result));
    if (experts) {
      model
          .experts()
          .forEach(
              (expert, alone) ->
                  results.add(
                      ModelResult.of(
                          evaluation.run(name + "/" + expert, alone, console.progress()))));
    }
    return results;
  }

  private static Transfer transfer(Workspace workspace, EvaluationResult found, String family) {
    return Transfer.measure(
        found,
        workspace.trainer(family),
        workspace.trainingData(),
        workspace.trainingRun(family, () -> false));
  }

  /** A model for this protocol alone; it is not kept. */
  private List<ModelResult> ownTraining(
      Workspace workspace, Evaluation evaluation, String family, Console console) {
    console.say("training " + family + " for the protocol " + evaluation.protocol().name());
    long start = System.nanoTime();
    try (Model model =
        workspace
            .trainer(family)
            .train(
                evaluation.protocol().train(workspace.trainingData()),
                workspace.trainingRun(family, () -> false))) {
      double seconds = (System.nanoTime() - start) / 1e9;
      return withExperts(
          ModelResult.of(evaluation.run(family, model, console.progress()))
              .trained(seconds, OptionalDouble.empty()),
          evaluation,
          family,
          model,
          console);
    }
  }

  private static Map<String, String> provenance(
      Corpus corpus, Workspace workspace, List<ModelResult> results) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("corpus", corpus.manifest().fingerprint());
    for (ModelResult result : results) {
      workspace
          .guarantee(result.name())
          .ifPresent(promised -> facts.put("privacy of " + result.name(), promised.said()));
    }
    facts.put("java", Runtime.version().toString());
    facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    facts.put("cores", String.valueOf(Runtime.getRuntime().availableProcessors()));
    return facts;
  }

  private static <T> T usage(Supplier<T> parse) {
    try {
      return parse.get();
    } catch (KuayuException e) {
      throw new WrongUsage(String.valueOf(e.getMessage()), e.remedy());
    }
  }
}
