package io.kuayu.models;

import io.kuayu.core.KuayuException;
import io.kuayu.core.settings.Nearest;
import io.kuayu.models.blend.BlendFamily;
import io.kuayu.models.generative.GenerativeFamily;
import io.kuayu.models.linear.EaseFamily;
import io.kuayu.models.lstm.LstmFamily;
import io.kuayu.models.neighbours.ItemNeighboursFamily;
import io.kuayu.models.popularity.PopularityFamily;
import io.kuayu.models.popularity.RecencyFamily;
import io.kuayu.models.text.TextFamily;
import io.kuayu.models.towers.TowersFamily;
import io.kuayu.models.transformer.TransformerFamily;
import io.kuayu.models.transitions.TransitionsFamily;
import java.util.List;

/** Every family there is; a new one is one line here. */
public final class ModelFamilies {
  private static final List<ModelFamily> ALL =
      List.of(
          new PopularityFamily(),
          new RecencyFamily(),
          new TransitionsFamily(),
          new ItemNeighboursFamily(),
          new EaseFamily(),
          new TextFamily(),
          new LstmFamily(),
          new TowersFamily(),
          new TransformerFamily(),
          new GenerativeFamily(),
          new BlendFamily());

  private ModelFamilies() {}

  /** All families, the plainest first. */
  public static List<ModelFamily> all() {
    return ALL;
  }

  /**
   * The family of that name.
   *
   * @throws KuayuException where there is none, with the nearest name
   */
  public static ModelFamily named(String name) {
    return ALL.stream()
        .filter(family -> family.name().equals(name))
        .findFirst()
        .orElseThrow(() -> unknown(name));
  }

  private static KuayuException unknown(String name) {
    List<String> names = ALL.stream().map(ModelFamily::name).toList();
    return new KuayuException(
        "there is no model '" + name + "'",
        Nearest.to(name, names)
            .map(near -> "did you mean '" + near + "'?")
            .orElse("choose among " + String.join(", ", names)));
  }
}
