package io.kuayu.server.api;

import io.kuayu.engine.consent.PersonalRequest;

/**
 * Estimates the work of a request in units ({@link io.kuayu.application.settings.WorkLimits}):
 * history × list or candidates × reasons, each as a multiple of what is ordinary.
 */
public final class RequestCost {
  private static final double HISTORY = 50;
  private static final double LIST = 10;
  private static final double CANDIDATES = 1_000;
  private static final double FILTER = 200;

  /** A reason is computed for each item of the list, a score for all items at once. */
  private static final double EXPLAIN = 4;

  /** The vectors of all items are compared, for seconds. */
  static final double MAP = 1_000;

  /** An image of some megapixels is decoded. */
  static final double THUMBNAIL = 10;

  private RequestCost() {}

  /**
   * A list.
   *
   * @param filter as it was written
   */
  public static double of(PersonalRequest request, String filter) {
    int events = request.history().size() + request.session().size();
    double reasons = request.explain() ? EXPLAIN : 1;
    return multiple(events, HISTORY) * multiple(request.size(), LIST) * reasons
        + request.rules().include().size() / CANDIDATES
        + filter.length() / FILTER;
  }

  /** Scores of given candidates. */
  static double ofRanking(int events, int candidates) {
    return multiple(events, HISTORY) * multiple(candidates, CANDIDATES);
  }

  /** Similar items. */
  public static double ofSimilar(int size) {
    return multiple(size, LIST);
  }

  private static double multiple(int count, double usual) {
    return Math.max(1, count / usual);
  }
}
