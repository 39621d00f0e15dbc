package io.kuayu.training.transformer;

import io.kuayu.core.settings.Settings;
import io.kuayu.model.Trainer;
import io.kuayu.model.TrainerProvider;
import io.kuayu.models.content.ContentSettings;
import io.kuayu.models.transformer.TransformerFamily;
import io.kuayu.privacy.dp.Guarantee;
import io.kuayu.training.TorchSession;
import java.util.Map;
import java.util.Optional;

/** Trains the transformer over items, also under differential privacy. */
public final class TransformerTraining implements TrainerProvider {
  @Override
  public String name() {
    return TransformerFamily.NAME;
  }

  @Override
  public Trainer trainer(Settings options) {
    Optional<PrivacyPlan> inPrivate = PrivacyPlan.read(options);
    ContentSettings texts = ContentSettings.read(options);
    if (inPrivate.isPresent()) {
      return new PrivateTransformerTrainer(
          TransformerSettings.readPrivate(options), texts, inPrivate.get());
    }
    return new TransformerTrainer(TransformerSettings.read(options), texts);
  }

  @Override
  public Optional<Guarantee> guarantee(Settings options) {
    return PrivacyPlan.read(options).map(PrivacyPlan::guarantee);
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
