package io.kuayu.models.text;

import io.kuayu.core.Catalogue;
import io.kuayu.core.content.Modality;
import io.kuayu.core.settings.Settings;
import io.kuayu.model.Model;
import io.kuayu.model.ModelFamily;
import io.kuayu.model.ModelReader;
import io.kuayu.model.Trainer;
import io.kuayu.model.TrainerProvider;
import io.kuayu.model.TrainingData;
import io.kuayu.model.TrainingRun;
import io.kuayu.models.content.ContentSpace;
import io.kuayu.models.content.ContentVectors;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Similarity of texts; can score an item without events. */
public final class TextFamily implements ModelFamily, TrainerProvider {
  @Override
  public String name() {
    return TextModel.FAMILY;
  }

  @Override
  public String description() {
    return "items that read like something of the history; knows items nobody has touched yet";
  }

  @Override
  public Trainer trainer(Settings options) {
    TextModelSettings settings = TextModelSettings.read(options);
    return (data, run) -> train(settings, data, run);
  }

  private static Model train(TextModelSettings settings, TrainingData data, TrainingRun run) {
    ContentSpace.Filled filled =
        ContentSpace.fit(data, Modality.TEXT, settings.encoder(), settings.whitening(), run);
    TextSimilarity texts = settings.texts();
    Catalogue catalogue = data.catalogue();
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
  private static WordVector[] words(
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

  @Override
  public boolean unlearnsByCounting() {
    return true;
  }

  @Override
  public Model load(ModelReader in, Catalogue catalogue) {
    ContentSpace space = ContentSpace.load(in);
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
        words(
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
