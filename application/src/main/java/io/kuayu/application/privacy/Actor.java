package io.kuayu.application.privacy;

import java.util.Map;

/**
 * Who asks for something that the audit log records.
 *
 * @param name as the audit log writes it; names no user of the recommender
 * @param details further facts for the log, such as the id of a request
 */
public record Actor(String name, Map<String, String> details) {
  /** Somebody who runs a command. */
  public static final Actor COMMAND = new Actor("command", Map.of());

  public Actor {
    details = Map.copyOf(details);
  }
}
