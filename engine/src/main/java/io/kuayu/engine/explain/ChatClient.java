package io.kuayu.engine.explain;

/** Sends messages to a chat model. Thread-safe. */
public interface ChatClient extends AutoCloseable {
  /**
   * Asks once; there are no retries.
   *
   * @param instructions what the model shall do
   * @param message what it shall do it with
   * @return what the model answered, unchecked
   * @throws ChatFailure where there is no answer
   */
  String answer(String instructions, String message);

  /** Breaks off running calls. */
  @Override
  void close();
}
