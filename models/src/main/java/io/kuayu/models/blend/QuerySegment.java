package io.kuayu.models.blend;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.core.UnixTime;

/**
 * The features of a query that do not depend on its candidates.
 *
 * @param domain ordinal of the candidates' domain
 * @param history {@link #FOREIGN}, {@link #CROSSING} or {@link #AT_HOME}
 * @param pause time since the last event: within a day, a month, longer
 */
record QuerySegment(int domain, int history, int pause) {
  /** No event in the domain at all. */
  static final int FOREIGN = 0;

  /** The last event was in another domain. */
  static final int CROSSING = 1;

  /** The last event was in the same domain. */
  static final int AT_HOME = 2;

  static final int HISTORIES = 3;
  static final int PAUSES = 3;

  static QuerySegment of(Context context, int domain, Catalogue catalogue) {
    int length = context.length();
    int history = FOREIGN;
    for (int item : context.items()) {
      if (catalogue.domainOf(item) == domain) {
        history = CROSSING;
      }
    }
    if (length > 0 && catalogue.domainOf(context.items()[length - 1]) == domain) {
      history = AT_HOME;
    }
    long pause = length == 0 ? Long.MAX_VALUE : context.now() - context.timestamps()[length - 1];
    return new QuerySegment(
        domain,
        history,
        pause <= UnixTime.SECONDS_PER_DAY ? 0 : pause <= 30 * UnixTime.SECONDS_PER_DAY ? 1 : 2);
  }
}
