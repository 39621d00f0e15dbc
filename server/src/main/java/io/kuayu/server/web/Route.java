package io.kuayu.server.web;

import io.kuayu.core.settings.NameSuggestion;
import io.kuayu.storage.access.Role;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A method on a path.
 *
 * @param method of HTTP
 * @param pattern such as {@code /api/v1/users/{user}}
 * @param role that the caller must have in at least one domain; the handler checks further
 * @param open whether no authentication is required
 * @param parameters names that may be in the query string; {@link #ANY} for every name
 * @param bulk whether a body may be as large as {@code server.limits.bulk-bytes} if it is NDJSON
 * @param handler that answers
 * @param problems writes what went wrong in the form that callers of this route read
 */
public record Route(
    String method,
    String pattern,
    Optional<Role> role,
    boolean open,
    List<String> parameters,
    boolean bulk,
    Handler handler,
    ProblemForm problems) {
  /** Stands for every method or parameter, in routes that answer where no other does. */
  public static final String ANY = "*";

  private static final int MAX_NAME_LENGTH = 64;

  public Route {
    parameters = List.copyOf(parameters);
  }

  /** Answers calls; may throw {@link HttpProblem}s and {@link io.kuayu.core.KuayuException}s. */
  @FunctionalInterface
  public interface Handler {
    Reply answer(Call call);
  }

  /** Writes a problem as a response, with its status and its headers. */
  @FunctionalInterface
  public interface ProblemForm {
    Reply reply(HttpProblem problem, String requestId);
  }

  private Route(String method, String pattern, Optional<Role> role, boolean open, Handler handler) {
    this(method, pattern, role, open, List.of(), false, handler, Reply::problem);
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

  /** The same route with these parameters in its query string. */
  public Route withParameters(String... names) {
    return new Route(method, pattern, role, open, List.of(names), bulk, handler, problems);
  }

  /** The same for many lines at once. */
  public Route asBulk() {
    return new Route(method, pattern, role, open, parameters, true, handler, problems);
  }

  /** The same with another form of problems. */
  public Route withProblems(ProblemForm form) {
    return new Route(method, pattern, role, open, parameters, bulk, handler, form);
  }

  /** Whether what it does is written to a store or a file. Readers ask by bodies, too. */
  boolean writes() {
    return !method.equals("GET") && role.filter(needed -> needed != Role.READER).isPresent();
  }

  /** Rejects a parameter that the route does not have, because it would have no effect. */
  void checkParameters(Set<String> given) {
    for (String name : given) {
      if (!parameters.contains(name) && !parameters.contains(ANY)) {
        String shown = name.length() > MAX_NAME_LENGTH ? name.substring(0, MAX_NAME_LENGTH) : name;
        throw new HttpProblem(
            ProblemCode.BAD_PARAMETER, "'" + shown + "' is no parameter here: " + allowed(name));
      }
    }
  }

  private String allowed(String name) {
    if (parameters.isEmpty()) {
      return "there are none";
    }
    String all = "the parameters are " + String.join(", ", parameters);
    return NameSuggestion.to(name, parameters)
        .map(near -> "did you mean '" + near + "'? " + all)
        .orElse(all);
  }

  boolean takesBody() {
    return method.equals("POST") || method.equals("PUT");
  }

  List<String> segments() {
    return List.of(pattern.substring(1).split("/", -1));
  }
}
