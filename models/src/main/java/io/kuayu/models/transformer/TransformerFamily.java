package io.kuayu.models.transformer;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Model;
import io.kuayu.core.ModelReader;
import io.kuayu.core.Trainer;
import io.kuayu.core.settings.Settings;
import io.kuayu.models.ModelFamily;
import io.kuayu.privacy.dp.Guarantee;
import java.util.Optional;

/** The transformer over items: text, ids, time and domains in one network. */
public final class TransformerFamily implements ModelFamily {
  static final String NAME = "transformer";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "reads the history with a Transformer, items by id and text, and knows what is popular now";
  }

  @Override
  public Trainer trainer(Settings options) {
    Optional<PrivatePlan> inPrivate = PrivatePlan.read(options);
    TextSettings texts = TextSettings.read(options);
    if (inPrivate.isPresent()) {
      return new PrivateTransformerTrainer(
          TransformerSettings.readPrivate(options), texts, inPrivate.get());
    }
    return new TransformerTrainer(TransformerSettings.read(options), texts);
  }

  @Override
  public Optional<Guarantee> guarantee(Settings options) {
    return PrivatePlan.read(options).map(PrivatePlan::guarantee);
  }

  @Override
  public boolean startsFromModels() {
    return true;
  }

  @Override
  public Model load(ModelReader in, Catalogue catalogue) {
    TransformerState.Loaded loaded = TransformerState.load(in, catalogue);
    return new TransformerModel(catalogue, loaded.settings(), loaded.state());
  }
}
