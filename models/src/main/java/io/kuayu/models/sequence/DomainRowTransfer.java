package io.kuayu.models.sequence;

import io.kuayu.core.Catalogue;
import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * Carries tables of one row a domain over to other domains, by name: a domain that training never
 * saw is the mean of those that it saw.
 *
 * @param sources the learnt domain for each other one; -1 where training never saw it
 * @param domains number of learnt domains
 * @param seen whether training saw a learnt domain
 */
@SuppressWarnings("ArrayRecordComponent") // Not compared, never changed.
public record DomainRowTransfer(int[] sources, int domains, IntPredicate seen) {
  /**
   * From the domains of one catalogue to those of another.
   *
   * @param learnt of the training, or an extension of it
   * @param domains number of learnt domains
   */
  public static DomainRowTransfer between(
      Catalogue learnt, int domains, IntPredicate seen, Catalogue to) {
    int[] sources = new int[to.domains().size()];
    Arrays.setAll(
        sources,
        domain -> {
          int own = learnt.domains().indexOf(to.domains().get(domain));
          return own >= 0 && own < domains && seen.test(own) ? own : -1;
        });
    return new DomainRowTransfer(sources, domains, seen);
  }

  /** Whether the other domains are the learnt ones in the same order. */
  public boolean isSame() {
    boolean same = sources.length == domains;
    for (int domain = 0; domain < sources.length; domain++) {
      same &= sources[domain] == domain;
    }
    return same;
  }

  /**
   * A table for the other domains.
   *
   * @param own the learnt one, {@code [before + domains, width]}
   * @param before rows that stand before those of domains and stay
   * @return {@code [before + sources, width]}
   */
  public float[] over(float[] own, int before) {
    int width = own.length / (before + domains);
    float[] mean = new float[width];
    int count = 0;
    for (int domain = 0; domain < domains; domain++) {
      if (seen.test(domain)) {
        count++;
        for (int axis = 0; axis < width; axis++) {
          mean[axis] += own[(before + domain) * width + axis];
        }
      }
    }
    for (int axis = 0; axis < width; axis++) {
      mean[axis] /= Math.max(1, count);
    }
    float[] table = Arrays.copyOf(own, (before + sources.length) * width);
    for (int domain = 0; domain < sources.length; domain++) {
      boolean known = sources[domain] >= 0;
      int from = known ? (before + sources[domain]) * width : 0;
      System.arraycopy(known ? own : mean, from, table, (before + domain) * width, width);
    }
    return table;
  }
}
