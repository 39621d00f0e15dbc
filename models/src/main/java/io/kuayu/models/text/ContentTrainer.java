package io.kuayu.models.text;

import io.kuayu.core.Catalogue;
import io.kuayu.core.content.Modality;
import io.kuayu.model.Model;
import io.kuayu.model.Trainer;
import io.kuayu.model.TrainingData;
import io.kuayu.model.TrainingRun;
import io.kuayu.models.content.ContentVectors;
import io.kuayu.models.content.ModalitySpace;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Encodes the contents of all modalities and chooses their weights on the validation part. */
final class ContentTrainer implements Trainer {
  private final TextModelSettings settings;

  ContentTrainer(TextModelSettings settings) {
    this.settings = settings;
  }

  @Override
  public Model train(TrainingData data, TrainingRun run) {
    List<TextModel> models = models(data, run);
    if (models.size() == 1) {
      return models.getFirst();
    }
    FusionWeights weights =
        settings
            .weights()
            .map(fixed -> fixed.of(models))
            .orElseGet(() -> FusionChoice.choose(data, models, run));
    return fused(data.catalogue(), models, weights);
  }

  /** Encodes anew and keeps the weights. */
  @Override
  public Model retrain(Model chosen, TrainingData everything, TrainingRun run) {
    List<TextModel> models = models(everything, run);
    if (models.size() > 1 && chosen instanceof ContentModel content) {
      return fused(everything.catalogue(), models, content.weights());
    }
    return models.stream()
        .filter(model -> chosen instanceof TextModel text && text.modality() == model.modality())
        .findFirst()
        .orElse(models.getFirst());
  }

  private static Model fused(Catalogue catalogue, List<TextModel> models, FusionWeights weights) {
    FusionWeights audible = weights.audible();
    List<TextModel> speaking =
        models.stream().filter(model -> audible.has(model.modality())).toList();
    return speaking.size() == 1
        ? speaking.getFirst()
        : new ContentModel(catalogue, speaking, audible);
  }

  /** A model of each modality that is there, the one that measures first. */
  private List<TextModel> models(TrainingData data, TrainingRun run) {
    List<ModalitySpace.Filled> filled = settings.encoders().fit(data, settings.whitening(), run);
    if (filled.isEmpty()) {
      filled =
          List.of(
              ModalitySpace.fit(
                  data, Modality.TEXT, settings.encoders().text(), settings.whitening(), run));
    }
    Catalogue catalogue = data.catalogue();
    List<TextModel> models = filled.stream().map(each -> model(catalogue, each, settings)).toList();
    return settings.weights().map(fixed -> fixed.ordered(models)).orElse(models);
  }

  /** A model of one modality; words are compared of texts alone. */
  static TextModel model(
      Catalogue catalogue, ModalitySpace.Filled filled, TextModelSettings settings) {
    boolean isText = filled.space().encoder().modality() == Modality.TEXT;
    TextSimilarity texts =
        isText ? settings.texts() : new TextSimilarity(0, settings.texts().hubness());
    Vocabulary vocabulary = texts.readsWords() ? Vocabulary.of(catalogue.items()) : Vocabulary.NONE;
    WordVector[] words = words(catalogue, vocabulary, filled.vectors(), new WordVector[0]);
    DomainTexts[] domains =
        IntStream.range(0, catalogue.domains().size())
            .mapToObj(catalogue::ordinals)
            .map(
                items ->
                    DomainTexts.of(texts, vocabulary.size(), filled.vectors(), words, items)
                        .withHubs(items.length))
            .toArray(DomainTexts[]::new);
    return new TextModel(
        catalogue, filled.space(), vocabulary, texts, settings.similarity(), domains);
  }

  /** The words of all items, those of the first ones known. */
  static WordVector[] words(
      Catalogue catalogue, Vocabulary vocabulary, ContentVectors vectors, WordVector[] known) {
    if (vocabulary.size() == 0) {
      WordVector[] none = new WordVector[catalogue.size()];
      Arrays.fill(none, WordVector.NONE);
      return none;
    }
    return IntStream.range(0, catalogue.size())
        .mapToObj(
            item ->
                item < known.length
                    ? known[item]
                    : vectors.has(item) ? vocabulary.vector(catalogue.item(item)) : WordVector.NONE)
        .toArray(WordVector[]::new);
  }
}
