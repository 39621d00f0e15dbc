package io.kuayu.cli.command.training;

import io.kuayu.application.WrongUsage;
import io.kuayu.application.evaluate.EvaluateService;
import io.kuayu.application.evaluate.EvaluationQuery;
import io.kuayu.application.workspace.Workspace;
import io.kuayu.cli.command.ConfigurationOption;
import io.kuayu.cli.command.HistoryArgument;
import io.kuayu.cli.command.Verbosity;
import io.kuayu.cli.console.Console;
import io.kuayu.cli.console.StopNotice;
import io.kuayu.core.KuayuException;
import io.kuayu.core.Split;
import io.kuayu.evaluation.CandidateSampling;
import io.kuayu.evaluation.Evaluation;
import io.kuayu.evaluation.Protocol;
import io.kuayu.evaluation.TransferCurve;
import io.kuayu.evaluation.report.ConsoleReport;
import io.kuayu.evaluation.report.EvaluationReport;
import io.kuayu.evaluation.report.ReportFolder;
import io.kuayu.evaluation.report.ReportJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
          "standard, cold-user, cold-item, new-people, later, 'later,cold-user' or"
              + " zero-shot:DOMAIN; default: ${DEFAULT-VALUE}.")
  private String protocol = "standard";

  @Option(
      names = "--transfer",
      negatable = true,
      description =
          "Train a single-domain twin per domain and tell what the other domains gave. On with"
              + " --report, which --no-transfer prevents.")
  private @Nullable Boolean transfer;

  @Option(
      names = "--curve",
      paramLabel = "all|known",
      arity = "0..1",
      fallbackValue = "all",
      description =
          "As --transfer, and tell it by how much is known of a person in the domain; 'all', which"
              + " may be left out, by how many people the domain has to learn from as well, which"
              + " trains six more models per domain.")
  private @Nullable String curve;

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
        models.isEmpty() && bundle != null ? List.of() : TrainCommand.named(models);
    for (Optional<String> name : names) {
      var _ = workspace.training().family(name);
    }
    if (asked instanceof Protocol.ZeroShot(String domain)) {
      HistoryArgument.checkDomain("--protocol", domain, workspace.corpus().catalogue());
    }
    EvaluationQuery query =
        new EvaluationQuery(
            names, Optional.ofNullable(bundle), experts, among, over, asked, transfer(), extent());
    EvaluationReport whole;
    try (StopNotice _ = StopNotice.open(console, "evaluate was stopped: there is no result")) {
      whole = run(query, workspace, console);
    }
    console.out().print(json ? ReportJson.write(whole) + "\n" : ConsoleReport.write(whole));
    console.out().flush();
    if (report != null) {
      console.say("wrote " + ReportFolder.write(whole, report));
    }
    return 0;
  }

  private EvaluationReport run(EvaluationQuery query, Workspace workspace, Console console)
      throws IOException {
    EvaluateService service = new EvaluateService(workspace);
    Evaluation evaluation = service.questions(query);
    if (requestsOut != null) {
      EvaluationRequests.write(evaluation, requestsOut);
      console.say("wrote the questions to " + requestsOut);
    }
    return service.run(query, evaluation);
  }

  /** A report shows the transfer whenever it is possible; a curve is a form of it. */
  private Optional<Boolean> transfer() {
    if (curve != null) {
      if (transfer != null && !transfer) {
        throw new WrongUsage(
            "--curve and --no-transfer exclude each other", "leave one of them out");
      }
      return Optional.of(true);
    }
    return report == null
        ? Optional.of(transfer != null && transfer)
        : Optional.ofNullable(transfer);
  }

  private Optional<TransferCurve.Extent> extent() {
    return Optional.ofNullable(curve)
        .map(
            extent ->
                switch (extent) {
                  case "all" -> TransferCurve.Extent.ALL;
                  case "known" -> TransferCurve.Extent.KNOWN;
                  default ->
                      throw new WrongUsage(
                          "--curve is '" + extent + "'", "choose all or known, or leave it out");
                });
  }

  private static <T> T usage(Supplier<T> parse) {
    try {
      return parse.get();
    } catch (KuayuException e) {
      throw new WrongUsage(e.code(), String.valueOf(e.getMessage()), e.remedy());
    }
  }
}
