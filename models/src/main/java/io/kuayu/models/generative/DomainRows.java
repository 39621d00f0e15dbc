package io.kuayu.models.generative;

import io.kuayu.core.Catalogue;
import io.kuayu.models.transformer.Slots;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Carries what was learnt on some domains over to others: tables of one row a domain go by its
 * name, and a domain that training never saw is the mean of those that it saw. All else is of no
 * domain, the tokens first of all.
 */
final class DomainRows {
  private final GenerativeState state;
  private final Catalogue catalogue;

  /**
   * @param catalogue of the training, or an extension of it
   */
  DomainRows(GenerativeState state, Catalogue catalogue) {
    this.state = state;
    this.catalogue = catalogue;
  }

  /**
   * The learnt parameters with a row for every domain of a catalogue.
   *
   * @param to the own catalogue, or another one
   */
  GenerativeParameters over(Catalogue to) {
    GenerativeParameters learnt = state.parameters();
    GenerativeParameters.Shape shape = learnt.shape();
    int[] sources = new int[to.domains().size()];
    boolean same = sources.length == shape.domains();
    for (int domain = 0; domain < sources.length; domain++) {
      int own = catalogue.domains().indexOf(to.domains().get(domain));
      sources[domain] = own >= 0 && isSeen(own) ? own : -1;
      same &= sources[domain] == domain;
    }
    if (same) {
      return learnt;
    }
    Map<String, float[]> values = new LinkedHashMap<>(learnt.values());
    put(values, GenerativeParameters.KIND, Slots.kind(0), sources);
    put(values, GenerativeParameters.TARGET, 1, sources);
    put(values, GenerativeParameters.DOMAIN, 0, sources);
    if (shape.priors() > 0) {
      put(values, GenerativeParameters.PRIOR, 0, sources);
    }
    return new GenerativeParameters(shape.over(sources.length), values);
  }

  private boolean isSeen(int domain) {
    return domain < state.parameters().shape().domains()
        && state.prior().log(domain).times().length > 0;
  }

  /**
   * Puts a table of one row a domain, behind some rows that are of none.
   *
   * @param before number of those
   */
  private void put(Map<String, float[]> values, String name, int before, int[] sources) {
    float[] own = state.parameters().get(name);
    int domains = state.parameters().shape().domains();
    int width = own.length / (before + domains);
    float[] mean = new float[width];
    int seen = 0;
    for (int domain = 0; domain < domains; domain++) {
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
      float[] from = sources[domain] < 0 ? mean : own;
      int at = sources[domain] < 0 ? 0 : (before + sources[domain]) * width;
      System.arraycopy(from, at, table, (before + domain) * width, width);
    }
    values.put(name, table);
  }
}
