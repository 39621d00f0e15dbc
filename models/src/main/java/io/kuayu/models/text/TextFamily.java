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
    return new TextModel(data.catalogue(), filled.space(), settings.similarity(), filled.vectors());
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
    int[] marks = in.ints(TextModel.PRESENT);
    boolean[] present = new boolean[marks.length];
    for (int item = 0; item < marks.length; item++) {
      present[item] = marks[item] != 0;
    }
    ContentVectors known =
        new ContentVectors(in.floats(TextModel.VECTORS), space.whitening().dimension(), present);
    return new TextModel(catalogue, space, similarity, space.extend(known, catalogue));
  }
}
