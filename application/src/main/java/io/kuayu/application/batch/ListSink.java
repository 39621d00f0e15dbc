package io.kuayu.application.batch;

import java.io.IOException;

/** Takes lists: into a file, a table, a topic. Called by one thread, in the order of the source. */
@FunctionalInterface
public interface ListSink {
  void write(PersonalList list) throws IOException;
}
