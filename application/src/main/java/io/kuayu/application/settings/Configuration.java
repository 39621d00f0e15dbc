package io.kuayu.application.settings;

import io.kuayu.core.settings.NameSuggestion;
import io.kuayu.core.settings.Settings;
import io.kuayu.corpus.settings.CorpusSettings;
import io.kuayu.model.ModelFamilies;
import io.kuayu.model.Trainer;
import io.kuayu.model.TrainerProvider;
import io.kuayu.privacy.dp.Guarantee;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A configuration, read and checked.
 *
 * @param workdir where everything is kept that Kuayu makes
 * @param seed where all randomness comes from
 * @param threads how many threads may be used
 * @param model the model of commands that are told none
 * @param isFinal whether models that are kept learn from every event, once a training has chosen
 * @param corpus what concerns the data
 * @param trainers of every family that can be trained here, by name
 * @param guarantees what the families that learn in private promise, by name
 * @param options what the configuration says on each family, by name and full key
 * @param server how a server runs
 * @param chat the chat model that words explanations, where there is one
 */
public record Configuration(
    Path workdir,
    long seed,
    int threads,
    String model,
    boolean isFinal,
    CorpusSettings corpus,
    Map<String, Trainer> trainers,
    Map<String, Guarantee> guarantees,
    Map<String, Map<String, String>> options,
    ServerSettings server,
    Optional<ChatSettings> chat) {
  /** The best first; the default is the first that exists. */
  private static final List<String> PREFERRED = List.of("blend", "transformer", "recency");

  private static final int MAX_THREADS = 1024;

  public Configuration {
    trainers = Map.copyOf(trainers);
    guarantees = Map.copyOf(guarantees);
    options = Map.copyOf(options);
  }

  /** Reads a file with what overrides it. */
  public static Configuration read(ConfigFile file) {
    return file.read(settings -> read(settings, file.folder()));
  }

  /**
   * Reads settings; problems stay in them, for the caller to {@link Settings#check}.
   *
   * @param folder at which relative paths start
   */
  public static Configuration read(Settings root, Path folder) {
    CorpusSettings corpus = CorpusSettings.read(root, folder);
    Settings models = root.at("models");
    Map<String, Trainer> trainers = new LinkedHashMap<>();
    Map<String, Guarantee> guarantees = new LinkedHashMap<>();
    Map<String, Map<String, String>> options = new LinkedHashMap<>();
    for (String family : ModelFamilies.names()) {
      Settings block = models.at(blockOf(family, models));
      Optional<TrainerProvider> training = ModelFamilies.findTrainer(family);
      if (training.isEmpty()) {
        // Its keys are known to the absent trainer alone.
        block.anyKey();
      }
      training.ifPresent(
          provider -> {
            trainers.put(family, provider.trainer(block));
            provider.guarantee(block).ifPresent(promised -> guarantees.put(family, promised));
          });
      options.put(family, block.written());
    }
    Path workdir = folder.resolve(root.text("workdir", "work")).normalize();
    return new Configuration(
        workdir,
        corpus.seed(),
        root.whole("threads", Runtime.getRuntime().availableProcessors(), 1, MAX_THREADS),
        model(root),
        root.at("train").flag("final", false),
        corpus,
        trainers,
        guarantees,
        options,
        ServerSettings.read(root.at("server"), folder, workdir),
        ChatSettings.read(root.at("explain").at("chat"), folder));
  }

  /** The key of a family's block: one of its aliases where that is written, else its name. */
  private static String blockOf(String family, Settings models) {
    List<String> written =
        ModelFamilies.named(family).aliases().stream()
            .filter(models.keys()::contains)
            .filter(models::has)
            .toList();
    if (!written.isEmpty() && models.keys().contains(family)) {
      models.problem(
          written.getFirst(), "is another name of '" + family + "'", "write one block of the two");
    }
    return written.isEmpty() ? family : written.getFirst();
  }

  private static String model(Settings root) {
    List<String> names = ModelFamilies.names();
    String defaultModel =
        PREFERRED.stream().filter(names::contains).findFirst().orElse(names.getFirst());
    String model = ModelFamilies.canonicalName(root.text("model", defaultModel));
    if (!names.contains(model)) {
      String all = "choose among " + String.join(", ", names);
      root.problem(
          "model",
          "is '" + model + "', which is no model",
          NameSuggestion.to(model, names)
              .map(near -> "did you mean '" + near + "'? " + all)
              .orElse(all));
    }
    return model;
  }
}
