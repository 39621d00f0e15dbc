package io.kuayu.application.workspace;

import io.kuayu.application.Reporter;
import io.kuayu.application.settings.Configuration;
import io.kuayu.corpus.Corpus;
import io.kuayu.model.Model;
import io.kuayu.model.ModelFamilies;
import io.kuayu.model.TrainingData;
import io.kuayu.model.Unlearning;
import io.kuayu.model.bundle.Bundle;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Takes erased people out of those models of a work folder that do nothing but count. */
final class RecountService {
  private final Configuration configuration;
  private final Reporter reporter;
  private final PrepareService data;
  private final TrainService training;
  private final WorkspaceBundles bundles;

  RecountService(
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
   * Counts those models again that still hold what was erased, and deletes their old versions.
   * Where a family can take people out of the model that is there, that is done instead.
   *
   * @param before what models could learn from before the erasure
   * @return the names of these models
   */
  List<String> recount(TrainingData before) {
    List<String> recounted = new ArrayList<>();
    for (String name : PendingErasures.of(configuration).models()) {
      if (ModelFamilies.unlearnsByCounting(name)) {
        if (!unlearn(name, before)) {
          var _ = training.train(Optional.of(name));
        }
        recounted.add(name);
      }
    }
    return recounted;
  }

  /** Whether people could be taken out of a model that is there. */
  private boolean unlearn(String name, TrainingData before) {
    Corpus corpus = data.corpus();
    if (!(ModelFamilies.named(name) instanceof Unlearning family)) {
      return false;
    }
    Optional<Bundle> bundle = bundles.current(name, corpus);
    // What a final model learnt from is more than what the others did: it is counted again.
    if (bundle.isEmpty() || bundle.get().isFinal()) {
      return false;
    }
    long begin = System.nanoTime();
    try (WriterLock _ = WriterLock.take(configuration.workdir());
        Model known = bundle.get().load(corpus.catalogue())) {
      Optional<Model> left = family.without(known, before, data.trainingData());
      if (left.isEmpty()) {
        return false;
      }
      try (Model model = left.get()) {
        double seconds = (System.nanoTime() - begin) / 1e9;
        String from = bundle.get().manifest().version();
        Path written = bundles.write(name, model, corpus, seconds, Map.of("unlearntFrom", from));
        reporter.say(
            String.format(
                Locale.ROOT, "%s: taken out in %.1f s, kept in %s", name, seconds, written));
      }
      reporter.say("deleted older versions, which held what was erased: " + bundles.prune(name));
      return true;
    }
  }
}
