package io.kuayu.models.text;

import io.kuayu.core.Catalogue;
import io.kuayu.core.settings.Settings;
import io.kuayu.model.Model;
import io.kuayu.model.ModelFamily;
import io.kuayu.model.ModelReader;
import io.kuayu.model.Trainer;
import io.kuayu.model.TrainerProvider;
import io.kuayu.models.content.ContentVectors;
import io.kuayu.models.content.ModalitySpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Similarity of texts, images and sounds; can score an item without events. */
public final class TextFamily implements ModelFamily, TrainerProvider {
  @Override
  public String name() {
    return TextModel.FAMILY;
  }

  /** What it is since it reads images and sounds too. */
  @Override
  public List<String> aliases() {
    return List.of("content");
  }

  @Override
  public String description() {
    return "items that read like something of the history; knows items nobody has touched yet";
  }

  @Override
  public Trainer trainer(Settings options) {
    return new ContentTrainer(TextModelSettings.read(options));
  }

  /** A trainer that reads texts alone, and so learns from nobody. */
  public static Trainer ofTextsAlone() {
    return new ContentTrainer(TextModelSettings.DEFAULT.ofTextsAlone());
  }

  @Override
  public boolean unlearnsByCounting() {
    return true;
  }

  @Override
  public Model load(ModelReader in, Catalogue catalogue) {
    Optional<FusionWeights> weights = FusionWeights.load(in);
    if (weights.isEmpty()) {
      return loadOne(in, catalogue);
    }
    List<TextModel> models = new ArrayList<>();
    models.add(loadOne(in.within(weights.get().first().lowerCase()), catalogue));
    weights
        .get()
        .others()
        .forEach(other -> models.add(loadOne(in.within(other.modality().lowerCase()), catalogue)));
    return new ContentModel(catalogue, models, weights.get());
  }

  private static TextModel loadOne(ModelReader in, Catalogue catalogue) {
    ModalitySpace space = ModalitySpace.load(in);
    HistorySimilarity similarity =
        new HistorySimilarity(
            Integer.parseInt(in.property("history")),
            Double.parseDouble(in.property("history-decay")),
            Double.parseDouble(in.property("sharpness")));
    TextSimilarity texts = TextSimilarity.load(in);
    Vocabulary vocabulary = texts.readsWords() ? Vocabulary.load(in) : Vocabulary.NONE;
    ContentVectors known = SavedTexts.vectors(in, space.whitening().dimension());
    ContentVectors vectors = space.extend(known, catalogue);
    WordVector[] words =
        ContentTrainer.words(
            catalogue,
            vocabulary,
            vectors,
            texts.readsWords() ? SavedTexts.words(in, vocabulary) : new WordVector[0]);
    float[] hubs = texts.correctsHubs() ? SavedTexts.hubs(in) : new float[0];
    DomainTexts[] domains =
        IntStream.range(0, catalogue.domains().size())
            .mapToObj(catalogue::ordinals)
            .map(
                items ->
                    DomainTexts.of(texts, vocabulary.size(), vectors, words, items)
                        .withHubs(known(hubs, items), items.length))
            .toArray(DomainTexts[]::new);
    return new TextModel(catalogue, space, vocabulary, texts, similarity, domains);
  }

  /** The values of those items of a domain that have one; new items come last. */
  private static float[] known(float[] hubs, int[] items) {
    int count = (int) Arrays.stream(items).filter(item -> item < hubs.length).count();
    float[] own = new float[count];
    for (int position = 0; position < count; position++) {
      own[position] = hubs[items[position]];
    }
    return own;
  }
}
