package io.kuayu.engine.live;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.model.Model;
import io.kuayu.model.ModelWriter;
import java.util.List;

/**
 * A model that tells when it is closed, and refuses to score from then on.
 *
 * @param label what is added to the list when it is closed
 */
record ClosingModel(Model inner, String label, List<String> closed) implements Model {
  @Override
  public String family() {
    return inner.family();
  }

  @Override
  public Catalogue catalogue() {
    return inner.catalogue();
  }

  @Override
  public void score(Context context, int domain, float[] scores) {
    if (closed.contains(label)) {
      throw new IllegalStateException(label + " is closed");
    }
    inner.score(context, domain, scores);
  }

  @Override
  public void save(ModelWriter out) {
    inner.save(out);
  }

  @Override
  public void close() {
    inner.close();
    closed.add(label);
  }
}
