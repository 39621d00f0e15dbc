package io.kuayu.cli.console;

import io.kuayu.application.Reporter;
import io.kuayu.core.Progress;
import java.io.PrintWriter;

/**
 * Where a command writes: results to {@code out}, all else to {@code err}. Thread-safe.
 *
 * @param out results
 * @param err messages and progress
 * @param verbosity -1 for failures alone, 0 as usual, 1 for details
 * @param terminal whether {@code err} is a terminal, where bars can be drawn
 * @param colours whether a bar may be coloured
 */
public record Console(
    PrintWriter out, PrintWriter err, int verbosity, boolean terminal, boolean colours)
    implements Reporter {
  /** Tells what is being done. */
  @Override
  public void say(String message) {
    if (verbosity >= 0) {
      err.println(message);
      err.flush();
    }
  }

  /** Tells of something that the person should know although the command goes on. */
  @Override
  public void warn(String message) {
    if (verbosity >= 0) {
      err.println("note: " + message);
      err.flush();
    }
  }

  /** Tells a detail that is shown on request. */
  public void detail(String message) {
    if (verbosity > 0) {
      err.println(message);
      err.flush();
    }
  }

  /** Bars on a terminal, else one line for each piece of work that took a moment. */
  @Override
  public Progress progress() {
    if (verbosity < 0) {
      return Progress.NONE;
    }
    return terminal ? new ProgressBars(colours) : new ProgressLines(this);
  }
}
