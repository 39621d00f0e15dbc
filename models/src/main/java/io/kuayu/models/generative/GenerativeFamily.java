package io.kuayu.models.generative;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Model;
import io.kuayu.core.ModelReader;
import io.kuayu.core.Trainer;
import io.kuayu.core.settings.Settings;
import io.kuayu.models.ModelFamily;
import io.kuayu.models.transformer.TextSettings;

/** The encoder and decoder over semantic ids. */
public final class GenerativeFamily implements ModelFamily {
  static final String NAME = "generative";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "writes the next item token by token, in one vocabulary of all domains made of texts";
  }

  @Override
  public Trainer trainer(Settings options) {
    return new GenerativeTrainer(GenerativeSettings.read(options), TextSettings.read(options));
  }

  @Override
  public boolean startsFromModels() {
    return true;
  }

  @Override
  public Model load(ModelReader in, Catalogue catalogue) {
    GenerativeState.Loaded loaded = GenerativeState.load(in, catalogue);
    return new GenerativeModel(catalogue, loaded.settings(), loaded.state());
  }
}
