package io.kuayu.core;

/** Receives the progress of long work. Implementations are thread-safe. */
public interface Progress {
  /** Discards all progress. */
  Progress NONE = (name, total) -> Task.NONE;

  /**
   * Begins a piece of work.
   *
   * @param name what is done, for people
   * @param total number of steps, or -1 where it is not known
   */
  Task start(String name, long total);

  /** One piece of work under way. Closing it ends its display. */
  interface Task extends AutoCloseable {
    Task NONE = steps -> {};

    /** Tells that further steps are done. */
    void advance(long steps);

    /** A short word on the state, such as the loss. */
    default void note(String text) {}

    @Override
    default void close() {}
  }
}
