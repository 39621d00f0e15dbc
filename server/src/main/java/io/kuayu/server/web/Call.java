package io.kuayu.server.web;

import io.kuayu.server.access.Caller;
import io.kuayu.storage.access.Role;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request that has been authenticated and whose body has been read.
 *
 * @param route what it matched
 * @param path the variables of the path, decoded
 * @param query the parameters behind the question mark, decoded
 * @param headers by lower-case name, the first of each
 * @param body empty if there is none; do not change it
 * @param caller who sent the request
 * @param requestId identifies the request in logs
 * @param work runs what is costly
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record Call(
    Route route,
    Map<String, String> path,
    Map<String, List<String>> query,
    Map<String, String> headers,
    byte[] body,
    Caller caller,
    String requestId,
    Work work) {
  public Call {
    path = Map.copyOf(path);
    query = Map.copyOf(query);
    headers = Map.copyOf(headers);
  }

  /** An id in the path. */
  public String id(String name) {
    return Ids.checked(name, path.getOrDefault(name, ""));
  }

  /** A parameter; empty if it is not given. */
  public Optional<String> parameter(String name) {
    List<String> values = query.getOrDefault(name, List.of());
    if (values.size() > 1) {
      throw new HttpProblem(ProblemCode.BAD_PARAMETER, "'" + name + "' is given twice");
    }
    return values.stream().findFirst();
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** The body as an object. */
  public JsonObjectReader fields() {
    return JsonObjectReader.of(body);
  }

  /** Rejects a caller who does not have the role in that domain. */
  public void mustHave(Role role, String domain) {
    if (!caller.has(role, domain)) {
      throw new HttpProblem(
          ProblemCode.FORBIDDEN, "the caller is no " + role.written() + " of the domain asked for");
    }
  }

  /** Rejects a caller who does not have the role in every domain. */
  public void mustHaveEverywhere(Role role) {
    if (!caller.hasEverywhere(role)) {
      throw new HttpProblem(
          ProblemCode.FORBIDDEN, "the caller must be " + role.written() + " of all domains");
    }
  }
}
