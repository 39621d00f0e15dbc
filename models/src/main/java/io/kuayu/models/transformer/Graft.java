package io.kuayu.models.transformer;

import io.kuayu.core.Catalogue;
import java.util.Arrays;
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
    int[] sources = sources(catalogue);
    boolean complete = sources.length == shape.domains();
    for (int domain = 0; domain < sources.length; domain++) {
      complete &= sources[domain] == domain;
    }
    if (complete) {
      return learnt;
    }
    Map<String, float[]> values = new LinkedHashMap<>(learnt.values());
    putDomains(values, sources);
    return new Parameters(shape.with(sources.length, shape.items()), values);
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
    putDomains(values, sources(to));
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
      int ordinal = catalogue.ordinal(to.item(others.ordinals()[row]).key()).orElse(-1);
      int from = ordinal < 0 ? Slots.NO_ITEM : rows.of(ordinal);
      boolean known = from != Slots.NO_ITEM;
      System.arraycopy(known ? own : unknown, known ? from * dim : 0, ids, row * dim, dim);
    }
    return ids;
  }

  private void putDomains(Map<String, float[]> values, int[] sources) {
    values.put(Parameters.KIND, table(Parameters.KIND, SHOWN_KINDS, sources));
    values.put(Parameters.TARGET, table(Parameters.TARGET, 1, sources));
    if (learnt.shape().priors() > 0) {
      values.put(Parameters.PRIOR, table(Parameters.PRIOR, 0, sources));
    }
  }

  /** The domain here for each there, by name; -1 where it has no event here. */
  private int[] sources(Catalogue to) {
    int[] sources = new int[to.domains().size()];
    Arrays.setAll(
        sources,
        domain -> {
          int own = catalogue.domains().indexOf(to.domains().get(domain));
          return own >= 0 && isSeen(own) ? own : -1;
        });
    return sources;
  }

  private boolean isSeen(int domain) {
    return domain < learnt.shape().domains() && rows.begins()[domain] < rows.begins()[domain + 1];
  }

  /**
   * A table of one row a domain, behind some rows that are of none.
   *
   * @param before number of those
   */
  private float[] table(String name, int before, int[] sources) {
    float[] own = learnt.get(name);
    int width = learnt.sizes(name)[1];
    float[] mean = new float[width];
    int seen = 0;
    for (int domain = 0; domain < learnt.shape().domains(); domain++) {
      if (isSeen(domain)) {
        seen++;
        for (int axis = 0; axis < width; axis++) {
          mean[axis] += own[(before + domain) * width + axis];
        }
      }
    }
    for (int axis = 0; axis < width; axis++) {
      mean[axis] /= Math.max(1, seen);
    }
    float[] table = Arrays.copyOf(own, (before + sources.length) * width);
    for (int domain = 0; domain < sources.length; domain++) {
      int to = (before + domain) * width;
      if (sources[domain] < 0) {
        System.arraycopy(mean, 0, table, to, width);
      } else {
        System.arraycopy(own, (before + sources[domain]) * width, table, to, width);
      }
    }
    return table;
  }
}
