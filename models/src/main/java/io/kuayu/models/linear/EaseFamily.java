package io.kuayu.models.linear;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Model;
import io.kuayu.core.ModelReader;
import io.kuayu.core.Trainer;
import io.kuayu.core.TrainingData;
import io.kuayu.core.settings.Settings;
import io.kuayu.models.LeastPeople;
import io.kuayu.models.ModelFamily;
import io.kuayu.models.Unlearning;
import java.util.Optional;

/** The linear autoencoder EASE, in its primal or dual form. */
public final class EaseFamily implements ModelFamily, Unlearning {
  @Override
  public String name() {
    return EaseModel.FAMILY;
  }

  @Override
  public String description() {
    return "a linear autoencoder in closed form; strong on dense data, memory as people or items²";
  }

  @Override
  public Trainer trainer(Settings options) {
    return new EaseTrainer(
        options.decimal("lambda", 100, 1e-3, 1e9),
        options.decimal("decay", .8, 0, 1),
        LeastPeople.read(options),
        0);
  }

  @Override
  public boolean unlearnsByCounting() {
    return true;
  }

  /** Holds a second matrix of the model's size meanwhile. */
  @Override
  public Optional<Model> without(Model model, TrainingData before, TrainingData after) {
    return model instanceof EaseModel ease ? ease.without(before, after) : Optional.empty();
  }

  @Override
  public Model load(ModelReader in, Catalogue catalogue) {
    return EaseModel.load(in, catalogue);
  }
}
