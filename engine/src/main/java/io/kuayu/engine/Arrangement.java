package io.kuayu.engine;

import io.kuayu.core.KuayuException;
import java.util.Map;

/**
 * How the best candidates become a list.
 *
 * @param quotas places of some domains; the others share the rest
 * @param diversity from 0, scores alone, to 1, unlikeness alone
 * @param calibrated whether the domains shall share the list as they share the person's history
 */
public record Arrangement(Map<String, Quota> quotas, double diversity, boolean calibrated) {
  /** By scores alone, with some places for each domain. */
  public static final Arrangement BY_SCORE = new Arrangement(Map.of(), 0, false);

  public Arrangement {
    quotas = Map.copyOf(quotas);
    if (!(diversity >= 0 && diversity <= 1)) {
      throw new KuayuException("a diversity of " + diversity + " was asked for", "give 0 to 1");
    }
  }

  public Arrangement withQuotas(Map<String, Quota> places) {
    return new Arrangement(places, diversity, calibrated);
  }

  public Arrangement withDiversity(double share) {
    return new Arrangement(quotas, share, calibrated);
  }

  public Arrangement withCalibration(boolean on) {
    return new Arrangement(quotas, diversity, on);
  }
}
