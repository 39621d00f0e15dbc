package io.kuayu.engine.rerank;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Divides the places of one list among domains whose scores need not be comparable. Each domain is
 * guaranteed {@code max(1, size / (2 · domains))} places while it has candidates, and the remaining
 * places go to the highest scores. The list itself is ordered by score.
 *
 * <p>Where there are more domains than places, only scores decide.
 */
public final class SlotAllocation {
  private SlotAllocation() {}

  /**
   * Chooses the items of one list from the best of each domain.
   *
   * @param domains the best of each domain, best first
   * @param size the number of places in the list
   */
  public static List<Candidate> share(List<Candidate[]> domains, int size) {
    int guaranteed = guaranteed(domains, size);
    List<Candidate> chosen = new ArrayList<>();
    List<Candidate> others = new ArrayList<>();
    for (Candidate[] candidates : domains) {
      List<Candidate> best = Arrays.asList(candidates);
      int taken = Math.min(guaranteed, best.size());
      chosen.addAll(best.subList(0, taken));
      others.addAll(best.subList(taken, best.size()));
    }
    others.sort(null);
    chosen.addAll(others.subList(0, Math.min(others.size(), size - chosen.size())));
    chosen.sort(null);
    return chosen;
  }

  /** The number of places that each domain is guaranteed while it has candidates. */
  static int guaranteed(List<Candidate[]> domains, int size) {
    long present = domains.stream().filter(candidates -> candidates.length > 0).count();
    return present == 0 || present > size ? 0 : (int) Math.max(1, size / (2 * present));
  }
}
