package io.kuayu.engine.explain;

/** A call to a chat model that brought no answer. */
public final class ChatFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final boolean timedOut;

  /**
   * @param timedOut whether the time was over
   */
  public ChatFailure(String message, boolean timedOut, Throwable cause) {
    super(message, cause);
    this.timedOut = timedOut;
  }

  /** Whether the time was over; otherwise the endpoint refused, failed or is not there. */
  public boolean timedOut() {
    return timedOut;
  }
}
