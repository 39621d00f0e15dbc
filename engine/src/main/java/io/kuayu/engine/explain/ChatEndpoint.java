package io.kuayu.engine.explain;

import java.net.URI;
import java.time.Duration;

/**
 * Where a chat model answers.
 *
 * @param url the base address of an API in the form of OpenAI's, such as {@code
 *     http://127.0.0.1:11434/v1}
 * @param model the name of the model there
 * @param key sent as a bearer token; empty for none
 * @param timeout of one call, from its begin to the last byte of the response
 */
public record ChatEndpoint(URI url, String model, String key, Duration timeout) {
  /** Leaves the key out. */
  @Override
  public String toString() {
    return "ChatEndpoint[url=" + url + ", model=" + model + ", timeout=" + timeout + "]";
  }
}
