package io.kuayu.training.generative;

import io.kuayu.core.settings.Settings;
import io.kuayu.model.Trainer;
import io.kuayu.model.TrainerProvider;
import io.kuayu.models.content.ContentSettings;
import io.kuayu.models.generative.GenerativeFamily;
import io.kuayu.training.TorchSession;
import java.util.Map;

/** Experimental: trains the encoder and decoder over semantic ids. */
public final class GenerativeTraining implements TrainerProvider {
  @Override
  public String name() {
    return GenerativeFamily.NAME;
  }

  @Override
  public Trainer trainer(Settings options) {
    return new GenerativeTrainer(GenerativeSettings.read(options), ContentSettings.read(options));
  }

  @Override
  public boolean startsFromModels() {
    return true;
  }

  @Override
  public Map<String, String> libraries() {
    return TorchSession.libraries();
  }
}
