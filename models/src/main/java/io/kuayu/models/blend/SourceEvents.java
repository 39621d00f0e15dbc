package io.kuayu.models.blend;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.core.UnixTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which events of other domains a model reads when it is asked for one domain; it always reads
 * those of the domain itself.
 *
 * @param source ordinal of the domain whose events are limited, or {@link #EVERY}
 * @param maxAge the greatest age of the events of that domain that are read, in seconds; negative
 *     for none of them
 */
record SourceEvents(int source, long maxAge) {
  static final int EVERY = -1;

  /** Reads everything. */
  static final SourceEvents ALL = new SourceEvents(EVERY, Long.MAX_VALUE);

  /** Reads the events of the domain that is asked for, and no others. */
  static final SourceEvents NONE = new SourceEvents(EVERY, -1);

  private static final long RECENT = 30L * UnixTime.SECONDS_PER_DAY;

  /**
   * What can be left out for a domain: nothing first, then for each other domain all but its recent
   * events, and where there are others still, all of them.
   *
   * @param hasTimes whether events have an age
   */
  static List<SourceEvents> choices(int domain, int domains, boolean hasTimes) {
    List<SourceEvents> choices = new ArrayList<>(List.of(ALL));
    for (int source = 0; source < domains; source++) {
      if (source != domain) {
        if (hasTimes) {
          choices.add(new SourceEvents(source, RECENT));
        }
        if (domains > 2) {
          choices.add(new SourceEvents(source, -1));
        }
      }
    }
    return choices;
  }

  /** Indices of the events of a context that are read for a domain, in their order. */
  int[] read(Context context, int domain, Catalogue catalogue) {
    return IntStream.range(0, context.length())
        .filter(
            event -> {
              int own = catalogue.domainOf(context.items()[event]);
              return own == domain
                  || (source != EVERY && own != source)
                  || context.now() - context.timestamps()[event] <= maxAge;
            })
        .toArray();
  }
}
