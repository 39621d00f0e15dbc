package io.kuayu.models.transformer;

import io.kuayu.core.Catalogue;
import io.kuayu.model.Model;
import io.kuayu.model.ModelFamily;
import io.kuayu.model.ModelReader;

/** The transformer over items: text, ids, time and domains in one network. */
public final class TransformerFamily implements ModelFamily {
  public static final String NAME = "transformer";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "reads the history with a Transformer, items by id and text, and knows what is popular"
        + " now";
  }

  @Override
  public Model load(ModelReader in, Catalogue catalogue) {
    TransformerState.Loaded loaded = TransformerState.load(in, catalogue);
    return new TransformerModel(catalogue, loaded.options(), loaded.state());
  }
}
