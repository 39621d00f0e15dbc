package io.kuayu.server.web;

import java.util.function.Supplier;

/** Where a request computes: what is costly counts against its caller and waits for its turn. */
@FunctionalInterface
public interface Work {
  /** Runs everything at once, for calls from inside. */
  Work UNLIMITED = (_, task) -> task.get();

  /**
   * Runs a computation.
   *
   * @param units its estimated cost; see {@link io.kuayu.application.settings.WorkLimits}
   * @throws HttpProblem if the caller has used up its units, or too many costly requests are
   *     running
   */
  Reply run(double units, Supplier<Reply> task);
}
