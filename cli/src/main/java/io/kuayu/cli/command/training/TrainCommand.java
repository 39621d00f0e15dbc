package io.kuayu.cli.command.training;

import io.kuayu.application.workspace.TrainService;
import io.kuayu.cli.command.CommandJson;
import io.kuayu.cli.command.ConfigurationOption;
import io.kuayu.cli.command.Verbosity;
import io.kuayu.cli.console.Console;
import io.kuayu.cli.console.StopNotice;
import io.kuayu.model.bundle.Manifest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kuayu train}. */
@Command(
    name = "train",
    description =
        "Trains a model anew. Ctrl-C ends it early, keeps the best so far and exits with 130.")
public final class TrainCommand implements Callable<Integer> {
  /** Of a process that SIGINT ends; after another signal the JVM puts its own in place. */
  private static final int STOPPED = 130;

  @Mixin private ConfigurationOption setup = new ConfigurationOption();
  @Mixin private Verbosity speech = new Verbosity();

  @Option(
      names = {"-m", "--model"},
      paramLabel = "NAME",
      description = "Which model; may be repeated. Default: 'model' of the configuration.")
  private List<String> models = new ArrayList<>();

  @Option(
      names = "--from",
      paramLabel = "BUNDLE",
      description =
          "Start from this trained model, of these or other domains, and go on from there: its"
              + " folder, such as work/models/blend, or one of its versions.")
  private @Nullable Path from;

  @Option(
      names = "--final",
      negatable = true,
      description = {
        "Train twice: first to choose, then what is kept from every event, also from those that are",
        "held out to choose and to measure by. Default: as 'train.final' says, or as it was before."
      })
  private @Nullable Boolean isFinal;

  @Option(names = "--json", description = "Print what was trained as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    Console console = speech.console();
    var workspace = setup.workspace(console);
    List<Map<String, Object>> trained = new ArrayList<>();
    for (Optional<String> name : named(models)) {
      workspace.training().check(name, Optional.ofNullable(from));
    }
    try (StopNotice _ =
        StopNotice.open(console, "train was stopped before a training began: no model is new")) {
      var _ = workspace.corpus();
    }
    AtomicBoolean stopped = new AtomicBoolean();
    for (Optional<String> name : named(models)) {
      var _ =
          workspace
              .training()
              .train(
                  new TrainService.Request(
                      name,
                      Optional.ofNullable(from),
                      isFinal == null ? workspace.training().isFinal(name) : isFinal),
                  outcome -> {
                    tell(outcome, trained, console);
                    stopped.set(outcome.isStopped());
                  });
      if (stopped.get()) {
        return STOPPED;
      }
    }
    if (json) {
      print(trained, console);
    }
    return 0;
  }

  private void tell(
      TrainService.Outcome outcome, List<Map<String, Object>> trained, Console console) {
    Manifest manifest = outcome.bundle().manifest();
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("model", manifest.name());
    one.put("version", manifest.version());
    if (outcome.bundle().isFinal()) {
      one.put("final", true);
    }
    one.put("trainSeconds", manifest.trainSeconds());
    one.put("peakMemoryMb", manifest.metrics().get("peakMemoryMb"));
    trained.add(one);
    if (!json) {
      console
          .out()
          .println(
              manifest.name()
                  + " "
                  + manifest.version()
                  + (outcome.bundle().isFinal() ? ", final" : ""));
      console.out().flush();
    } else if (outcome.isStopped()) {
      print(trained, console);
      console.out().flush();
    }
  }

  private static void print(List<Map<String, Object>> trained, Console console) {
    CommandJson.print(console, trained.size() == 1 ? trained.getFirst() : trained);
  }

  /** The named models, or the configured one. */
  static List<Optional<String>> named(List<String> models) {
    return models.isEmpty()
        ? List.of(Optional.empty())
        : models.stream().distinct().map(Optional::of).toList();
  }
}
