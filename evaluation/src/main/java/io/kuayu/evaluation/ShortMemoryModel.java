package io.kuayu.evaluation;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.model.Model;
import io.kuayu.model.ModelWriter;

/**
 * A model of which some of the history in the domain that is asked for is hidden, as if the person
 * were nearly new there. Other domains stay known.
 *
 * @param model what answers; stays owned by the caller
 * @param known how many of the last events in the domain it is told
 */
record ShortMemoryModel(Model model, int known) implements Model {
  @Override
  public String family() {
    return model.family();
  }

  @Override
  public Catalogue catalogue() {
    return model.catalogue();
  }

  @Override
  public void score(Context context, int domain, float[] scores) {
    boolean[] told = new boolean[context.length()];
    int count = 0;
    int left = known;
    for (int event = context.length() - 1; event >= 0; event--) {
      boolean isHome = catalogue().domainOf(context.items()[event]) == domain;
      told[event] = !isHome || left-- > 0;
      count += told[event] ? 1 : 0;
    }
    int[] kept = new int[count];
    int next = 0;
    for (int event = 0; event < told.length; event++) {
      if (told[event]) {
        kept[next++] = event;
      }
    }
    model.score(context.only(kept), domain, scores);
  }

  @Override
  public void save(ModelWriter out) {
    throw new UnsupportedOperationException("a view on a model is not saved");
  }
}
