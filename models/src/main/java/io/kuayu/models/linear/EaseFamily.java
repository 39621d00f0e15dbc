package io.kuayu.models.linear;

import io.kuayu.core.Catalogue;
import io.kuayu.core.settings.Settings;
import io.kuayu.model.MinUserSupport;
import io.kuayu.model.Model;
import io.kuayu.model.ModelFamily;
import io.kuayu.model.ModelReader;
import io.kuayu.model.Trainer;
import io.kuayu.model.TrainerProvider;
import io.kuayu.model.TrainingData;
import io.kuayu.model.Unlearning;
import java.util.Optional;

/** The linear autoencoder EASE, in its primal or dual form. */
public final class EaseFamily implements ModelFamily, TrainerProvider, Unlearning {
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
        MinUserSupport.read(options),
        0);
  }

  @Override
  public boolean unlearnsByCounting() {
    return true;
  }

  /** Holds a second matrix of the model's size while it runs. */
  @Override
  public Optional<Model> without(Model model, TrainingData before, TrainingData after) {
    return model instanceof EaseModel ease ? ease.without(before, after) : Optional.empty();
  }

  @Override
  public Model load(ModelReader in, Catalogue catalogue) {
    return EaseModel.load(in, catalogue);
  }
}
