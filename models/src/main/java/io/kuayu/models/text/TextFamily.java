package io.kuayu.models.text;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Item;
import io.kuayu.core.settings.Settings;
import io.kuayu.encoders.EncoderIdentity;
import io.kuayu.encoders.ItemVectors;
import io.kuayu.encoders.TextEncoder;
import io.kuayu.encoders.TextEncoders;
import io.kuayu.encoders.Whitening;
import io.kuayu.model.Model;
import io.kuayu.model.ModelFamily;
import io.kuayu.model.ModelReader;
import io.kuayu.model.Trainer;
import io.kuayu.model.TrainerProvider;
import io.kuayu.model.TrainingData;
import io.kuayu.model.TrainingRun;
import java.util.Arrays;
import java.util.List;

/** HistorySimilarity of texts; needs no events at all to know an item. */
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
    Catalogue catalogue = data.catalogue();
    try (TextEncoder encoder = TextEncoders.open(settings.encoder(), catalogue, run.threads())) {
      ItemVectors vectors =
          ItemVectors.encode(catalogue.items(), encoder, run.cache(), run.progress());
      Whitening whitening = Whitening.fit(vectors, settings.whitening());
      boolean[] present = new boolean[catalogue.size()];
      for (int item = 0; item < present.length; item++) {
        present[item] = vectors.has(item);
      }
      return new TextModel(
          catalogue,
          encoder.identity(),
          whitening,
          settings.likeness(),
          whitening.apply(vectors),
          present);
    }
  }

  @Override
  public boolean unlearnsByCounting() {
    return true;
  }

  @Override
  public Model load(ModelReader in, Catalogue catalogue) {
    EncoderIdentity identity = EncoderIdentity.load(in);
    Whitening whitening = Whitening.load(in);
    HistorySimilarity likeness =
        new HistorySimilarity(
            Integer.parseInt(in.property("history")),
            Double.parseDouble(in.property("history-decay")),
            Double.parseDouble(in.property("sharpness")));
    int[] marks = in.ints(TextModel.PRESENT);
    float[] vectors =
        Arrays.copyOf(in.floats(TextModel.VECTORS), catalogue.size() * whitening.dimension());
    boolean[] present = new boolean[catalogue.size()];
    for (int item = 0; item < marks.length; item++) {
      present[item] = marks[item] != 0;
    }
    List<Item> more = catalogue.items().subList(marks.length, catalogue.size());
    if (!more.isEmpty()) {
      ItemVectors further = encode(more, identity);
      float[] whitened = whitening.apply(further);
      System.arraycopy(whitened, 0, vectors, marks.length * whitening.dimension(), whitened.length);
      for (int item = 0; item < more.size(); item++) {
        present[marks.length + item] = further.has(item);
      }
    }
    return new TextModel(catalogue, identity, whitening, likeness, vectors, present);
  }

  private static ItemVectors encode(List<Item> items, EncoderIdentity identity) {
    int threads = Runtime.getRuntime().availableProcessors();
    try (TextEncoder encoder = TextEncoders.open(identity, threads)) {
      return ItemVectors.encode(items, encoder);
    }
  }
}
