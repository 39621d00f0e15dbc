package io.kuayu.model.live;

import io.kuayu.core.Catalogue;
import io.kuayu.model.Model;
import io.kuayu.model.ModelFamilies;
import java.util.stream.IntStream;

/** Adapts a trained model to a catalogue that has changed since training. */
public final class CatalogueExtension {
  private CatalogueExtension() {}

  /**
   * The model over a later catalogue. Content-based representations are recomputed for items whose
   * contents have changed and computed for new items.
   *
   * @param model stays usable; the result uses none of its closeable resources
   * @param later made from the model's catalogue by {@link Catalogue#updated}
   */
  public static Model of(Model model, Catalogue later) {
    Catalogue own = model.catalogue();
    int[] changed =
        IntStream.range(0, own.size())
            .filter(item -> !own.item(item).hasSameContents(later.item(item)))
            .toArray();
    return of(model, later, changed);
  }

  /** As above, if the changed items are known. */
  public static Model of(Model model, Catalogue later, int[] changed) {
    if (model instanceof Extensible extensible) {
      return extensible.over(later, changed);
    }
    InMemoryTensors tensors = new InMemoryTensors();
    model.save(tensors);
    return ModelFamilies.named(model.family()).load(tensors, later);
  }
}
