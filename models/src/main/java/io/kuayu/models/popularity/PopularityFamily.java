package io.kuayu.models.popularity;

import io.kuayu.core.Catalogue;
import io.kuayu.core.settings.Settings;
import io.kuayu.model.MinUserSupport;
import io.kuayu.model.Model;
import io.kuayu.model.ModelFamily;
import io.kuayu.model.ModelReader;
import io.kuayu.model.Trainer;
import io.kuayu.model.TrainerProvider;
import io.kuayu.privacy.dp.Guarantee;
import io.kuayu.privacy.dp.PrivacyBudget;
import java.util.Arrays;
import java.util.Optional;

/**
 * Static popularity: the number of training events of an item; with {@code epsilon}, the number of
 * people who took it, under differential privacy.
 */
public final class PopularityFamily implements ModelFamily, TrainerProvider {
  @Override
  public String name() {
    return PopularityModel.FAMILY;
  }

  @Override
  public String description() {
    return "how many events an item has, the same for everybody; the least that a model must beat";
  }

  @Override
  public Trainer trainer(Settings options) {
    Optional<PrivacyBudget> budget = PrivacyBudget.read(options);
    MinUserSupport support = MinUserSupport.read(options, budget);
    return (data, run) ->
        new PopularityModel(
            data.catalogue(),
            budget
                .map(some -> NoisyCounts.of(data, some))
                .orElseGet(() -> support.filter(data).trainingCounts()));
  }

  @Override
  public Optional<Guarantee> guarantee(Settings options) {
    return PrivacyBudget.read(options)
        .map(budget -> budget.guarantee("noisy counts", Math.sqrt(budget.maxEventsPerPerson()), 1));
  }

  @Override
  public boolean unlearnsByCounting() {
    return true;
  }

  @Override
  public Model load(ModelReader in, Catalogue catalogue) {
    return new PopularityModel(catalogue, Arrays.copyOf(in.ints("counts"), catalogue.size()));
  }
}
