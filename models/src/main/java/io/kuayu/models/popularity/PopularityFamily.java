package io.kuayu.models.popularity;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Model;
import io.kuayu.core.ModelReader;
import io.kuayu.core.Trainer;
import io.kuayu.core.settings.Settings;
import io.kuayu.models.ModelFamily;
import java.util.Arrays;

/** Static popularity: the number of training events of an item. */
public final class PopularityFamily implements ModelFamily {
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
    return (data, run) -> new PopularityModel(data.catalogue(), data.trainingCounts());
  }

  @Override
  public Model load(ModelReader in, Catalogue catalogue) {
    return new PopularityModel(catalogue, Arrays.copyOf(in.ints("counts"), catalogue.size()));
  }
}
