package io.kuayu.server.web;

import io.kuayu.storage.access.Role;
import java.util.List;
import java.util.Optional;

/**
 * A method on a path.
 *
 * @param method of HTTP
 * @param pattern such as {@code /api/v1/users/{user}}
 * @param role that the caller must have in at least one domain; the handler checks further
 * @param open whether no authentication is required
 * @param handler that answers
 */
public record Route(
    String method, String pattern, Optional<Role> role, boolean open, Handler handler) {
  /** Stands for every method in a route that answers where no other does. */
  public static final String ANY_METHOD = "*";

  /** Answers calls; may throw {@link HttpProblem}s and {@link io.kuayu.core.KuayuException}s. */
  @FunctionalInterface
  public interface Handler {
    Reply answer(Call call);
  }

  /** A route for callers with a role. */
  public static Route of(String method, String pattern, Role role, Handler handler) {
    return new Route(method, pattern, Optional.of(role), false, handler);
  }

  /** A route for every caller with a valid key or token. */
  public static Route known(String method, String pattern, Handler handler) {
    return new Route(method, pattern, Optional.empty(), false, handler);
  }

  /** A route for everybody. */
  public static Route open(String method, String pattern, Handler handler) {
    return new Route(method, pattern, Optional.empty(), true, handler);
  }

  boolean takesBody() {
    return method.equals("POST") || method.equals("PUT");
  }

  List<String> segments() {
    return List.of(pattern.substring(1).split("/", -1));
  }
}
