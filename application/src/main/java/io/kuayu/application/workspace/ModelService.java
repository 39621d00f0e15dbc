package io.kuayu.application.workspace;

import io.kuayu.application.Reporter;
import io.kuayu.application.settings.Configuration;
import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import io.kuayu.corpus.Corpus;
import io.kuayu.model.bundle.Bundle;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the model that answers, and has it trained where it is missing or no longer current. A
 * model is current while its corpus, its options and the seed are as they were. Not thread-safe.
 */
public final class ModelService {
  private final Configuration configuration;
  private final Reporter reporter;
  private final PrepareService data;
  private final TrainService training;
  private final WorkspaceBundles bundles;

  ModelService(
      Configuration configuration,
      Reporter reporter,
      PrepareService data,
      TrainService training,
      WorkspaceBundles bundles) {
    this.configuration = configuration;
    this.reporter = reporter;
    this.data = data;
    this.training = training;
    this.bundles = bundles;
  }

  /**
   * The bundle of a model, which is trained first where it is missing or no longer current; it is
   * not loaded.
   *
   * @param name a family; the configured one where empty
   */
  public Bundle current(Optional<String> name) {
    return current(name, () -> {});
  }

  /**
   * As above.
   *
   * @param beforeTraining called where the model has to be trained
   */
  public Bundle current(Optional<String> name, Runnable beforeTraining) {
    String family = training.family(name);
    return bundles
        .current(family, data.corpus())
        .orElseGet(
            () -> {
              beforeTraining.run();
              return training.train(Optional.of(family));
            });
  }

  /** As {@link #current}, loaded. */
  public TrainedModel open(Optional<String> name) {
    return load(current(name), data.corpus());
  }

  /**
   * As {@link #open}, to be measured on events that it has not learnt from.
   *
   * @throws KuayuException where the model is or would be trained finally
   */
  public TrainedModel openToMeasure(Optional<String> name) {
    if (training.isFinal(name)) {
      String family = training.family(name);
      throw finalModel(
          family, bundles.isFinal(family) ? bundles.open(family).chosenBy() : Optional.empty());
    }
    return open(name);
  }

  /**
   * Refuses a final model of this corpus.
   *
   * @param folder of the bundle
   */
  public void requireMeasurable(Path folder) {
    Bundle bundle = Bundle.named(folder);
    if (bundle.isFinal()
        && bundle.manifest().corpusFingerprint().equals(data.corpus().manifest().fingerprint())) {
      throw finalModel(bundle.manifest().name(), bundle.chosenBy());
    }
  }

  private KuayuException finalModel(String family, Optional<Bundle> chosen) {
    String remedy =
        chosen.isPresent()
            ? "measure the model that chose for it: --bundle " + chosen.get().directory()
            : configuration.isFinal()
                ? "measure one that does not, in another work folder: -s train.final=false"
                : "train one that does not: kuayu train --no-final --model " + family;
    return new KuayuException(
        ErrorCode.FINAL_MODEL,
        "'" + family + "' is a final model: it learns from the very events that are asked",
        remedy);
  }

  /** The configured model; empty where it is missing or no longer current. Nothing is trained. */
  public Optional<TrainedModel> openConfigured() {
    Corpus corpus = data.corpus();
    return bundles.current(configuration.model(), corpus).map(bundle -> load(bundle, corpus));
  }

  /**
   * A model from elsewhere, over the items of this corpus.
   *
   * @param folder of the bundle
   */
  public TrainedModel openBundle(Path folder) {
    Corpus corpus = data.corpus();
    Bundle bundle = Bundle.named(folder);
    List<String> unseen = new ArrayList<>(corpus.catalogue().domains());
    unseen.removeAll(bundle.manifest().domains());
    reporter.say(
        "answers come from "
            + WorkspaceBundles.described(bundle)
            + (unseen.isEmpty()
                ? ""
                : "; it reads " + String.join(", ", unseen) + " by the items' text alone"));
    return new TrainedModel(bundle.loadOver(corpus.catalogue()), bundle.manifest());
  }

  private static TrainedModel load(Bundle bundle, Corpus corpus) {
    return new TrainedModel(bundle.load(corpus.catalogue()), bundle.manifest());
  }
}
