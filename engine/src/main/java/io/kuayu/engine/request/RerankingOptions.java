package io.kuayu.engine.request;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import java.util.Map;

/**
 * How a list is assembled from the best candidates.
 *
 * @param quotas places of some domains; the others share the rest
 * @param diversity from 0, scores only, to 1, dissimilarity only
 * @param calibrated whether the domains' shares of the list follow their shares of the history
 */
public record RerankingOptions(Map<String, Quota> quotas, double diversity, boolean calibrated) {
  /** Orders by score only, with some places for each domain. */
  public static final RerankingOptions BY_SCORE = new RerankingOptions(Map.of(), 0, false);

  public RerankingOptions {
    quotas = Map.copyOf(quotas);
    if (!(diversity >= 0 && diversity <= 1)) {
      throw new KuayuException(
          ErrorCode.INVALID_REQUEST,
          "a diversity of " + diversity + " was asked for",
          "give 0 to 1");
    }
  }

  public RerankingOptions withQuotas(Map<String, Quota> quotas) {
    return new RerankingOptions(quotas, diversity, calibrated);
  }

  public RerankingOptions withDiversity(double diversity) {
    return new RerankingOptions(quotas, diversity, calibrated);
  }

  public RerankingOptions withCalibration(boolean calibrated) {
    return new RerankingOptions(quotas, diversity, calibrated);
  }
}
