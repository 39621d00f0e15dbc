package io.kuayu.model;

import io.kuayu.core.Catalogue;
import io.kuayu.core.ErrorCode;
import io.kuayu.core.Interactions;
import io.kuayu.core.KuayuException;
import io.kuayu.core.Split;

/**
 * What a trainer may see: the parts {@link Split#TRAIN} to learn from and {@link Split#VALID} to
 * choose by. The test part is not in it, so no model can look at it by mistake.
 *
 * @param catalogue every item, also those without events
 * @param interactions the events of the training and validation part; a view that shares the
 *     columns of the events that it was made from
 */
public record TrainingData(Catalogue catalogue, Interactions interactions) {
  public TrainingData {
    interactions = interactions.upTo(Split.VALID);
  }

  /**
   * Every event as one to learn from, for a final training ({@link Trainer#retrain}). Nothing is
   * left to choose by or to be measured on.
   */
  public static TrainingData everything(Catalogue catalogue, Interactions all) {
    return new TrainingData(catalogue, all.inParts(_ -> Split.TRAIN));
  }

  /** The same catalogue with the events of one domain alone, for the single-domain twin. */
  public TrainingData onlyDomain(int domain) {
    return new TrainingData(
        catalogue,
        interactions.where(event -> catalogue.domainOf(interactions.item(event)) == domain));
  }

  /**
   * For families that cannot learn from items alone.
   *
   * @throws KuayuException where there is no training event
   */
  public void requireTrainingEvents() {
    for (int event = 0; event < interactions.events(); event++) {
      if (interactions.part(event) == Split.TRAIN) {
        return;
      }
    }
    throw new KuayuException(
        ErrorCode.NO_EVENTS,
        "there is no training event to learn from",
        "give events, or another split");
  }

  /** Training events of each item, {@code [items]}. */
  public int[] trainingCounts() {
    int[] counts = new int[catalogue.size()];
    for (int event = 0; event < interactions.events(); event++) {
      if (interactions.part(event) == Split.TRAIN) {
        counts[interactions.item(event)]++;
      }
    }
    return counts;
  }
}
