package io.kuayu.models.transformer;

import io.kuayu.core.Catalogue;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Carries what was learnt on some domains over to others: domains go by name, and one that training
 * never saw is the mean of those that it saw.
 */
final class Graft {
  private static final int SHOWN_KINDS = Slots.kind(0);

  private final Parameters learnt;
  private final ItemRows rows;
  private final Catalogue catalogue;

  /**
   * @param learnt the numbers
   * @param rows the items that their training saw
   * @param catalogue that the rows are of; the training's, or an extension of it
   */
  Graft(Parameters learnt, ItemRows rows, Catalogue catalogue) {
    this.learnt = learnt;
    this.rows = rows;
    this.catalogue = catalogue;
  }

  /** The same numbers with rows for every domain of the catalogue, to score with. */
  Parameters overCatalogue() {
    Parameters.Shape shape = learnt.shape();
    DomainTable domains = domains(catalogue);
    if (domains.isSame()) {
      return learnt;
    }
    Map<String, float[]> values = new LinkedHashMap<>(learnt.values());
    putDomains(values, domains);
    return new Parameters(shape.with(catalogue.domains().size(), shape.items()), values);
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
  Parameters start(Parameters initial, ItemRows others, Catalogue to) {
    Map<String, float[]> values = new LinkedHashMap<>(initial.values());
    learnt
        .values()
        .forEach(
            (name, own) ->
                values.computeIfPresent(
                    name, (same, fresh) -> own.length == fresh.length ? own.clone() : fresh));
    float[] positions = initial.get(Parameters.POSITION).clone();
    float[] known = learnt.get(Parameters.POSITION);
    System.arraycopy(known, 0, positions, 0, Math.min(known.length, positions.length));
    values.put(Parameters.POSITION, positions);
    values.put(Parameters.ITEM, ids(others, to));
    boolean samePriors = learnt.shape().priors() == initial.shape().priors();
    putDomains(values, domains(to));
    if (!samePriors && initial.shape().priors() > 0) {
      values.put(Parameters.PRIOR, initial.get(Parameters.PRIOR));
    } else if (initial.shape().priors() == 0) {
      values.remove(Parameters.PRIOR);
    }
    return new Parameters(initial.shape(), values);
  }

  private float[] ids(ItemRows others, Catalogue to) {
    int dim = learnt.shape().dim();
    float[] ids = new float[others.size() * dim];
    float[] own = learnt.get(Parameters.ITEM);
    float[] unknown = learnt.shape().text() > 0 ? learnt.get(Parameters.UNKNOWN) : new float[dim];
    for (int row = 0; row < others.size(); row++) {
      int ordinal = catalogue.ordinal(to.key(others.ordinals()[row])).orElse(-1);
      int from = ordinal < 0 ? Slots.NO_ITEM : rows.of(ordinal);
      boolean known = from != Slots.NO_ITEM;
      System.arraycopy(known ? own : unknown, known ? from * dim : 0, ids, row * dim, dim);
    }
    return ids;
  }

  private void putDomains(Map<String, float[]> values, DomainTable domains) {
    values.put(Parameters.KIND, domains.over(learnt.get(Parameters.KIND), SHOWN_KINDS));
    values.put(Parameters.TARGET, domains.over(learnt.get(Parameters.TARGET), 1));
    if (learnt.shape().priors() > 0) {
      values.put(Parameters.PRIOR, domains.over(learnt.get(Parameters.PRIOR), 0));
    }
  }

  private DomainTable domains(Catalogue to) {
    return DomainTable.between(catalogue, learnt.shape().domains(), this::isSeen, to);
  }

  private boolean isSeen(int domain) {
    return rows.begins()[domain] < rows.begins()[domain + 1];
  }
}
