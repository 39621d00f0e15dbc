package io.kuayu.application.batch;

import java.util.stream.Stream;

/** People to make lists for: those of a corpus, of a table, of one share of a cluster. */
public interface PersonSource {
  /** How many people there are, for progress; -1 where it is not known. */
  long size();

  /**
   * The people, each once, in the order in which their lists are written. Read by one thread; what
   * each {@link ListedPerson} loads is loaded by others.
   */
  Stream<ListedPerson> people();
}
