package io.kuayu.corpus.database;

/**
 * What the work may use. The outcome does not depend on it.
 *
 * @param memoryMegabytes how much DuckDB may hold before it writes to disk; Java comes on top
 * @param threads how many threads may work
 */
public record ResourceLimits(int memoryMegabytes, int threads) {
  /** All processors and 1.6 GB. */
  public static final ResourceLimits DEFAULT =
      new ResourceLimits(1_600, Runtime.getRuntime().availableProcessors());

  /** The same with another number of threads. */
  public ResourceLimits withThreads(int other) {
    return new ResourceLimits(memoryMegabytes, other);
  }
}
