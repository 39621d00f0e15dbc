package io.kuayu.models.blend;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.model.ModelReader;
import io.kuayu.model.ModelWriter;
import java.util.Arrays;

/**
 * Which events of other domains are read, by the domain that is asked for and by how many events of
 * the person are known there. A domain that the choice does not know reads everything.
 *
 * @param cells {@code [domains][GROUPS]}
 */
@SuppressWarnings("ArrayRecordComponent") // A small table, never changed after it was made.
record TransferChoice(SourceEvents[][] cells) {
  /** None, one, two, 3–4, 5–9, and at least ten known events. */
  static final int GROUPS = 6;

  /** Everything is read. */
  static final TransferChoice ALL = new TransferChoice(new SourceEvents[0][]);

  private static final String SOURCES = "transfer-sources";
  private static final String AGES = "transfer-ages";

  /** The same for every group of every domain. */
  static TransferChoice everywhere(SourceEvents choice, int domains) {
    SourceEvents[][] cells = new SourceEvents[domains][GROUPS];
    for (SourceEvents[] ofDomain : cells) {
      Arrays.fill(ofDomain, choice);
    }
    return new TransferChoice(cells);
  }

  /** The group of a context. */
  static int group(Context context, int domain, Catalogue catalogue) {
    int known = context.count(domain, catalogue);
    return known <= 2 ? known : known <= 4 ? 3 : known <= 9 ? 4 : 5;
  }

  /** What is read for a question. */
  SourceEvents of(Context context, int domain, Catalogue catalogue) {
    return domain < cells.length
        ? cells[domain][group(context, domain, catalogue)]
        : SourceEvents.ALL;
  }

  /** Writes nothing where everything is read, so that such bundles stay as they were. */
  void save(ModelWriter out) {
    if (cells.length > 0) {
      int size = cells.length * GROUPS;
      int[] sources = new int[size];
      long[] ages = new long[size];
      for (int cell = 0; cell < size; cell++) {
        sources[cell] = cells[cell / GROUPS][cell % GROUPS].source();
        ages[cell] = cells[cell / GROUPS][cell % GROUPS].maxAge();
      }
      out.property(SOURCES, Integer.toString(cells.length));
      out.ints(SOURCES, sources, cells.length, GROUPS);
      out.longs(AGES, ages, cells.length, GROUPS);
    }
  }

  static TransferChoice load(ModelReader in) {
    int domains = in.findProperty(SOURCES).map(Integer::parseInt).orElse(0);
    if (domains == 0) {
      return ALL;
    }
    int[] sources = in.ints(SOURCES);
    long[] ages = in.longs(AGES);
    SourceEvents[][] cells = new SourceEvents[domains][GROUPS];
    for (int cell = 0; cell < sources.length; cell++) {
      cells[cell / GROUPS][cell % GROUPS] = new SourceEvents(sources[cell], ages[cell]);
    }
    return new TransferChoice(cells);
  }
}
