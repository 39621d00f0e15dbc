package io.kuayu.cli.console;

import io.kuayu.core.ErrorCode;

/**
 * Tells what is left of a command that a signal ends (Ctrl-C, SIGTERM): while it is open, the JVM
 * prints one line before it ends. The exit code is the one of the signal, 130 or 143.
 */
public final class StopNotice implements AutoCloseable {
  private final Thread hook;

  private StopNotice(Thread hook) {
    this.hook = hook;
  }

  /**
   * Opens a notice.
   *
   * @param outcome what there is of the result, such as "prepare was stopped: …"
   */
  public static StopNotice open(Console console, String outcome) {
    Thread hook =
        new Thread(
            () -> {
              console.err().println(Failures.problem(ErrorCode.INTERRUPTED, outcome));
              console.err().flush();
            },
            "stop-notice");
    StopNotice notice = new StopNotice(hook);
    try {
      Runtime.getRuntime().addShutdownHook(hook);
    } catch (IllegalStateException e) {
      notice.awaitEnd();
    }
    return notice;
  }

  /** Ends the notice. Where the JVM is ending already this never returns: nothing may follow. */
  @Override
  public void close() {
    try {
      var _ = Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      awaitEnd();
    }
  }

  /** System.exit does not return while the JVM ends; the code is the one of the signal. */
  private void awaitEnd() {
    System.exit(1);
  }
}
