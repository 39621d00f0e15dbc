package io.kuayu.models.lstm;

import io.kuayu.core.Catalogue;
import io.kuayu.model.Model;
import io.kuayu.model.ModelFamily;
import io.kuayu.model.ModelReader;

/**
 * A recurrent net over the merged history of all domains: embedding, LSTM, and a sigmoid for each
 * item, trained by binary cross-entropy to tell the next item from drawn ones at every position.
 */
public final class LstmFamily implements ModelFamily {
  public static final String NAME = "lstm";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "a recurrent net that reads the history of all domains in order";
  }

  @Override
  public Model load(ModelReader in, Catalogue catalogue) {
    return new LstmModel(catalogue, LstmWeights.read(in));
  }
}
