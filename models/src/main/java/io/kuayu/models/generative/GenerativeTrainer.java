package io.kuayu.models.generative;

import io.kuayu.core.Catalogue;
import io.kuayu.core.KuayuException;
import io.kuayu.core.Model;
import io.kuayu.core.Progress;
import io.kuayu.core.Trainer;
import io.kuayu.core.TrainingData;
import io.kuayu.core.TrainingRun;
import io.kuayu.models.semantic.CodeReport;
import io.kuayu.models.semantic.Codebooks;
import io.kuayu.models.semantic.SemanticIds;
import io.kuayu.models.training.TorchSession;
import io.kuayu.models.training.TrainingLoop;
import io.kuayu.models.transformer.ItemTexts;
import io.kuayu.models.transformer.Prior;
import io.kuayu.models.transformer.TextSettings;
import io.kuayu.models.transformer.TextSpace;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/** Trains a generative model: texts, their codes, network, loop. */
final class GenerativeTrainer implements Trainer {
  private final GenerativeSettings settings;
  private final TextSettings textSettings;

  GenerativeTrainer(GenerativeSettings settings, TextSettings textSettings) {
    this.settings = settings;
    this.textSettings = textSettings;
  }

  @Override
  public Model train(TrainingData data, TrainingRun run) {
    if (Arrays.stream(data.trainingCounts()).sum() == 0) {
      throw new KuayuException(
          "there is no training event to learn from", "give events, or another split");
    }
    Optional<Start> start = Start.of(run, settings);
    Optional<TextSpace.Filled> texts = texts(data, run, start);
    return train(
        data, run, texts.map(TextSpace.Filled::texts).orElse(ItemTexts.NONE), texts, start);
  }

  private Optional<TextSpace.Filled> texts(
      TrainingData data, TrainingRun run, Optional<Start> start) {
    if (start.isPresent()) {
      return start
          .get()
          .space()
          .map(space -> new TextSpace.Filled(space, space.fill(data.catalogue(), run)));
    }
    return textSettings.fit(data, run);
  }

  /** Trains with texts that are vectors already. */
  GenerativeModel train(
      TrainingData data,
      TrainingRun run,
      ItemTexts texts,
      Optional<TextSpace.Filled> filled,
      Optional<Start> start) {
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
    try (TorchSession session = TorchSession.open(run)) {
      GenerativeLearner learner = new GenerativeLearner(settings, session, data, ids, initial);
      String options =
          settings
              + " "
              + textSettings
              + " "
              + texts.width()
              + start.map(from -> " from " + from.mark()).orElse("");
      new TrainingLoop(GenerativeFamily.NAME, options, settings.loop(), data, run)
          .train(session, learner);
      GenerativeState state =
          new GenerativeState(
              new GenerativeParameters(shape, learner.weights().copy()),
              ids,
              filled.map(TextSpace.Filled::space),
              Prior.of(data, settings.priors()));
      return new GenerativeModel(catalogue, settings, state);
    }
  }

  private SemanticIds ids(
      TrainingData data, TrainingRun run, ItemTexts texts, Optional<Start> start) {
    Catalogue catalogue = data.catalogue();
    try (Progress.Task task = run.progress().start("semantic ids", 1)) {
      Codebooks books = start.map(Start::books).orElseGet(() -> books(texts, catalogue, run));
      SemanticIds ids = SemanticIds.assign(books, catalogue, texts.values(), data.trainingCounts());
      task.note(CodeReport.of(ids, catalogue, texts.values()).text());
      task.advance(1);
      return ids;
    }
  }

  private Codebooks books(ItemTexts texts, Catalogue catalogue, TrainingRun run) {
    int codes = Codebooks.codes(settings.codes(), catalogue.size());
    if (texts.width() == 0) {
      return Codebooks.none(codes);
    }
    int[] with = IntStream.range(0, catalogue.size()).filter(texts::has).toArray();
    return Codebooks.fit(
        texts.gather(with), texts.width(), codes, run.seed().derive("codes"), run.threads());
  }
}
