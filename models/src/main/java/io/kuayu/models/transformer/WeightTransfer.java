package io.kuayu.models.transformer;

import io.kuayu.core.ArraySize;
import io.kuayu.core.Catalogue;
import io.kuayu.models.sequence.DomainRowTransfer;
import io.kuayu.models.sequence.SequenceInput;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Carries what was learnt on some domains over to others: domains go by name, and one that training
 * never saw is the mean of those that it saw.
 */
public final class WeightTransfer {
  private static final int SHOWN_KINDS = SequenceInput.kind(0);

  private final TransformerParameters learnt;
  private final ItemRows rows;
  private final Catalogue catalogue;

  /**
   * @param learnt the numbers
   * @param rows the items that their training saw
   * @param catalogue that the rows are of; the training's, or an extension of it
   */
  public WeightTransfer(TransformerParameters learnt, ItemRows rows, Catalogue catalogue) {
    this.learnt = learnt;
    this.rows = rows;
    this.catalogue = catalogue;
  }

  /** The same numbers with rows for every domain of the catalogue, to score with. */
  TransformerParameters overCatalogue() {
    TransformerParameters.Shape shape = learnt.shape();
    DomainRowTransfer domains = domains(catalogue);
    if (domains.isSame()) {
      return learnt;
    }
    Map<String, float[]> values = new LinkedHashMap<>(learnt.values());
    putDomains(values, domains);
    return new TransformerParameters(shape.with(catalogue.domains().size(), shape.items()), values);
  }

  /**
   * Numbers to start another training from: body, text projection and domains as they are learnt
   * here, ids of the items that both know, and for others what stands in for an unknown id, so that
   * their text alone speaks at first.
   *
   * @param initial what a training from nothing begins with; the body is of the same sizes
   * @param others the items that the new training sees
   * @param to their catalogue
   */
  public TransformerParameters start(TransformerParameters initial, ItemRows others, Catalogue to) {
    Map<String, float[]> values = new LinkedHashMap<>(initial.values());
    learnt
        .values()
        .forEach(
            (name, own) ->
                values.computeIfPresent(
                    name, (same, fresh) -> own.length == fresh.length ? own.clone() : fresh));
    float[] positions = initial.get(TransformerParameters.POSITION).clone();
    float[] known = learnt.get(TransformerParameters.POSITION);
    System.arraycopy(known, 0, positions, 0, Math.min(known.length, positions.length));
    values.put(TransformerParameters.POSITION, positions);
    values.put(TransformerParameters.ITEM, ids(others, to));
    boolean samePriors = learnt.shape().priors() == initial.shape().priors();
    putDomains(values, domains(to));
    if (!samePriors && initial.shape().priors() > 0) {
      values.put(TransformerParameters.PRIOR, initial.get(TransformerParameters.PRIOR));
    } else if (initial.shape().priors() == 0) {
      values.remove(TransformerParameters.PRIOR);
    }
    return new TransformerParameters(initial.shape(), values);
  }

  private float[] ids(ItemRows others, Catalogue to) {
    int dim = learnt.shape().dim();
    float[] ids = new float[ArraySize.product("numbers of the item ids", others.size(), dim)];
    float[] own = learnt.get(TransformerParameters.ITEM);
    float[] unknown =
        learnt.shape().text() > 0 ? learnt.get(TransformerParameters.UNKNOWN) : new float[dim];
    for (int row = 0; row < others.size(); row++) {
      int ordinal = catalogue.ordinal(to.key(others.ordinals()[row])).orElse(-1);
      int from = ordinal < 0 ? SequenceInput.NO_ITEM : rows.of(ordinal);
      boolean known = from != SequenceInput.NO_ITEM;
      System.arraycopy(known ? own : unknown, known ? from * dim : 0, ids, row * dim, dim);
    }
    return ids;
  }

  private void putDomains(Map<String, float[]> values, DomainRowTransfer domains) {
    values.put(
        TransformerParameters.KIND,
        domains.over(learnt.get(TransformerParameters.KIND), SHOWN_KINDS));
    values.put(
        TransformerParameters.TARGET, domains.over(learnt.get(TransformerParameters.TARGET), 1));
    if (learnt.shape().priors() > 0) {
      values.put(
          TransformerParameters.PRIOR, domains.over(learnt.get(TransformerParameters.PRIOR), 0));
    }
  }

  private DomainRowTransfer domains(Catalogue to) {
    return DomainRowTransfer.between(catalogue, learnt.shape().domains(), this::isSeen, to);
  }

  private boolean isSeen(int domain) {
    return rows.begins()[domain] < rows.begins()[domain + 1];
  }
}
