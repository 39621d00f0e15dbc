package io.kuayu.model.live;

import io.kuayu.core.Catalogue;
import io.kuayu.model.Model;
import io.kuayu.model.ModelFamilies;
import java.util.stream.IntStream;

/** Brings a trained model to a catalogue that has changed since. */
public final class CatalogueExtension {
  private CatalogueExtension() {}

  /**
   * The model over a later catalogue. What it knows of items by their contents is learnt anew for
   * those whose contents have changed; new items are read.
   *
   * @param model stays usable; the result needs nothing of it that ends when it is closed
   * @param later made of the model's catalogue by {@link Catalogue#updated}
   */
  public static Model of(Model model, Catalogue later) {
    Catalogue own = model.catalogue();
    int[] changed =
        IntStream.range(0, own.size())
            .filter(item -> !own.item(item).hasSameContents(later.item(item)))
            .toArray();
    return of(model, later, changed);
  }

  /** As above, where it is known which contents have changed. */
  public static Model of(Model model, Catalogue later, int[] changed) {
    if (model instanceof Extensible extensible) {
      return extensible.over(later, changed);
    }
    InMemoryTensors tensors = new InMemoryTensors();
    model.save(tensors);
    return ModelFamilies.named(model.family()).load(tensors, later);
  }
}
