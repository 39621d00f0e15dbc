package io.kuayu.application;

import io.kuayu.core.Progress;

/** Who is told what a use case does while it runs. Implementations are thread-safe. */
public interface Reporter {
  /** Tells what is being done. */
  void say(String message);

  /** Tells of something that the person should know although the work goes on. */
  void warn(String message);

  /** Where long work tells how far it is. */
  Progress progress();
}
