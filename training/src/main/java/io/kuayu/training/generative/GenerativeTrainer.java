package io.kuayu.training.generative;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Progress;
import io.kuayu.model.Model;
import io.kuayu.model.Trainer;
import io.kuayu.model.TrainingData;
import io.kuayu.model.TrainingRun;
import io.kuayu.models.content.ContentSettings;
import io.kuayu.models.content.ContentSpace;
import io.kuayu.models.content.ContentVectors;
import io.kuayu.models.generative.GenerativeFamily;
import io.kuayu.models.generative.GenerativeModel;
import io.kuayu.models.generative.GenerativeParameters;
import io.kuayu.models.generative.GenerativeState;
import io.kuayu.models.recency.RecencyPrior;
import io.kuayu.models.semantic.CodeReport;
import io.kuayu.models.semantic.Codebooks;
import io.kuayu.models.semantic.SemanticIds;
import io.kuayu.models.text.FusedContents;
import io.kuayu.training.TrainingFingerprint;
import io.kuayu.training.TrainingLoop;
import java.util.Optional;
import java.util.stream.IntStream;

/** Trains a generative model: texts, their codes, network, loop. */
public final class GenerativeTrainer implements Trainer {
  private final GenerativeSettings settings;
  private final ContentSettings textSettings;

  public GenerativeTrainer(GenerativeSettings settings, ContentSettings textSettings) {
    this.settings = settings;
    this.textSettings = textSettings;
  }

  @Override
  public Model train(TrainingData data, TrainingRun run) {
    data.requireTrainingEvents();
    Optional<GenerativeWarmStart> start = GenerativeWarmStart.of(run, settings);
    Optional<ContentSpace.Filled> texts = texts(data, run, start);
    return train(
        data,
        run,
        texts.map(ContentSpace.Filled::vectors).orElse(ContentVectors.NONE),
        texts,
        start);
  }

  /** Reads contents as the training did that chose which modalities to read. */
  @Override
  public Model retrain(Model chosen, TrainingData everything, TrainingRun run) {
    Optional<ContentSpace.Filled> known =
        chosen instanceof GenerativeModel generative
            ? ContentSpace.asChosen(generative.state().space(), everything.catalogue(), run)
            : Optional.empty();
    return known.isPresent()
        ? train(
            everything, run, known.get().vectors(), known, GenerativeWarmStart.of(run, settings))
        : train(everything, run);
  }

  private Optional<ContentSpace.Filled> texts(
      TrainingData data, TrainingRun run, Optional<GenerativeWarmStart> start) {
    if (start.isPresent()) {
      return start.get().space().map(space -> space.filled(data.catalogue(), run));
    }
    return FusedContents.fit(textSettings, data, run);
  }

  /** Trains with texts that are already encoded. */
  GenerativeModel train(
      TrainingData data,
      TrainingRun run,
      ContentVectors texts,
      Optional<ContentSpace.Filled> filled,
      Optional<GenerativeWarmStart> start) {
    GenerativeSettings settings =
        data.interactions().isApart() ? this.settings.withoutPriors() : this.settings;
    Catalogue catalogue = data.catalogue();
    SemanticIds ids = ids(data, run, texts, start);
    GenerativeParameters.Shape shape =
        new GenerativeParameters.Shape(
            settings.dim(),
            settings.encoderLayers(),
            settings.decoderLayers(),
            settings.heads(),
            settings.feedForward(),
            settings.length(),
            catalogue.domains().size(),
            ids.vocabulary(),
            settings.priorDays().size());
    GenerativeParameters fresh =
        GenerativeParameters.initial(shape, run.seed().derive("generative"));
    GenerativeParameters initial =
        start.map(from -> from.parameters(fresh, catalogue)).orElse(fresh);
    String options =
        TrainingFingerprint.options(
            settings, textSettings, texts.width(), start.map(GenerativeWarmStart::fingerprint));
    return new TrainingLoop(GenerativeFamily.NAME, options, settings.loop(), data, run)
        .train(
            session -> new GenerativeLearner(settings, session, data, ids, initial),
            learner ->
                new GenerativeModel(
                    catalogue,
                    settings.scoring(),
                    new GenerativeState(
                        new GenerativeParameters(shape, learner.weights().copy()),
                        ids,
                        filled.map(ContentSpace.Filled::space),
                        RecencyPrior.of(data, settings.priors()))));
  }

  private SemanticIds ids(
      TrainingData data,
      TrainingRun run,
      ContentVectors texts,
      Optional<GenerativeWarmStart> start) {
    Catalogue catalogue = data.catalogue();
    try (Progress.Task task = run.progress().start("semantic ids", 1)) {
      Codebooks books =
          start.map(GenerativeWarmStart::books).orElseGet(() -> books(texts, catalogue, run));
      SemanticIds ids = SemanticIds.assign(books, catalogue, texts, data.trainingCounts());
      task.note(CodeReport.of(ids, catalogue, texts).text());
      task.advance(1);
      return ids;
    }
  }

  private Codebooks books(ContentVectors texts, Catalogue catalogue, TrainingRun run) {
    int codes = Codebooks.codes(settings.codes(), catalogue.size());
    if (texts.width() == 0) {
      return Codebooks.none(codes);
    }
    int[] with = IntStream.range(0, catalogue.size()).filter(texts::has).toArray();
    return Codebooks.fit(
        texts.gather(with), texts.width(), codes, run.seed().derive("codes"), run.threads());
  }
}
