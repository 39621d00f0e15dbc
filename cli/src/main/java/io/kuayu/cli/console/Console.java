package io.kuayu.cli.console;

import io.kuayu.application.Reporter;
import io.kuayu.core.Progress;
import java.io.PrintWriter;

/**
 * The output of a command: results go to {@code out}, everything else to {@code err}. Thread-safe.
 *
 * @param out results
 * @param err messages and progress
 * @param verbosity -1 for failures only, 0 for normal output, 1 for details
 * @param terminal whether {@code err} is a terminal that can show bars
 * @param colours whether a bar may be coloured
 */
public record Console(
    PrintWriter out, PrintWriter err, int verbosity, boolean terminal, boolean colours)
    implements Reporter {
  /** Reports what is being done. */
  @Override
  public void say(String message) {
    if (verbosity >= 0) {
      err.println(message);
      err.flush();
    }
  }

  /** Reports a warning; the command continues. */
  @Override
  public void warn(String message) {
    if (verbosity >= 0) {
      err.println("note: " + message);
      err.flush();
    }
  }

  /** Reports a detail that is shown on request. */
  public void detail(String message) {
    if (verbosity > 0) {
      err.println(message);
      err.flush();
    }
  }

  /** Bars on a terminal, otherwise one line for each longer piece of work. */
  @Override
  public Progress progress() {
    if (verbosity < 0) {
      return Progress.NONE;
    }
    return terminal ? new ProgressBars(colours) : new ProgressLines(this);
  }
}
