package io.kuayu.models.towers;

import io.kuayu.core.Catalogue;
import io.kuayu.model.Model;
import io.kuayu.model.ModelFamily;
import io.kuayu.model.ModelReader;

/**
 * Two towers (Covington, Adams and Sargin, RecSys 2016; Yi and others, RecSys 2019): a net turns
 * the history into a vector for the domain that is asked about, another turns items into vectors,
 * by their ids and the words of their text; their dot product is the score.
 */
public final class TowersFamily implements ModelFamily {
  public static final String NAME = "towers";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "a deep net for histories beside one for items, which knows new items by their words";
  }

  @Override
  public Model load(ModelReader in, Catalogue catalogue) {
    TowersWeights weights = TowersWeights.read(in);
    int buckets = weights.get(TowersWeights.WORDS).length / weights.embedding();
    return new TowersModel(catalogue, HashedWords.of(catalogue, buckets), weights);
  }
}
