package io.kuayu.server.web;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Finds the route of a path. The path is split while it is still encoded, so that an id may contain
 * any character: {@code %2F} is part of an id and {@code /} never is.
 */
final class Routes {
  private final List<Route> routes;
  private final Optional<Route> fallback;

  /**
   * @param fallback answers its method on every path that no route has
   */
  Routes(List<Route> routes, Optional<Route> fallback) {
    this.routes = List.copyOf(routes);
    this.fallback = fallback;
  }

  record Match(Route route, Map<String, String> path) {}

  Match find(String method, String rawPath) {
    List<String> segments = segments(rawPath);
    List<Route> candidates = new ArrayList<>();
    for (Route route : routes) {
      if (fits(route.segments(), segments)) {
        candidates.add(route);
      }
    }
    for (Route route : candidates) {
      if (answers(route, method)) {
        return new Match(route, variables(route.segments(), segments));
      }
    }
    if (!candidates.isEmpty()) {
      TreeSet<String> allowed = new TreeSet<>();
      candidates.forEach(route -> allowed.add(route.method()));
      throw new HttpProblem(
          ProblemCode.METHOD_NOT_ALLOWED,
          "allowed are " + String.join(", ", allowed),
          Map.of("Allow", String.join(", ", allowed)));
    }
    if (fallback.isPresent() && answers(fallback.get(), method)) {
      return new Match(fallback.get(), Map.of("path", String.join("/", segments)));
    }
    throw new HttpProblem(
        ProblemCode.UNKNOWN_PATH, "see /openapi.json for the paths that there are");
  }

  private static boolean answers(Route route, String method) {
    return route.method().equals(method)
        || route.method().equals(Route.ANY)
        || (method.equals("HEAD") && route.method().equals("GET"));
  }

  private static List<String> segments(String rawPath) {
    List<String> segments = new ArrayList<>();
    if (!rawPath.startsWith("/")) {
      throw new HttpProblem(ProblemCode.BAD_PATH, "a path begins with a slash");
    }
    for (String raw : rawPath.substring(1).split("/", -1)) {
      if (raw.equals("..") || raw.equals(".")) {
        throw new HttpProblem(ProblemCode.BAD_PATH, "percent-encode an id of dots");
      }
      segments.add(decode(raw));
    }
    return segments;
  }

  static String decode(String raw) {
    try {
      String decoded = URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
      if (decoded.indexOf('\uFFFD') >= 0) {
        throw new HttpProblem(ProblemCode.BAD_PATH, "the address is not encoded as UTF-8");
      }
      return decoded;
    } catch (IllegalArgumentException e) {
      throw new HttpProblem(
          ProblemCode.BAD_PATH, "the address holds a percent sign that encodes nothing");
    }
  }

  private static boolean fits(List<String> pattern, List<String> segments) {
    if (pattern.size() != segments.size()) {
      return false;
    }
    for (int index = 0; index < pattern.size(); index++) {
      if (!isVariable(pattern.get(index)) && !pattern.get(index).equals(segments.get(index))) {
        return false;
      }
    }
    return true;
  }

  private static Map<String, String> variables(List<String> pattern, List<String> segments) {
    Map<String, String> variables = new HashMap<>();
    for (int index = 0; index < pattern.size(); index++) {
      String name = pattern.get(index);
      if (isVariable(name)) {
        variables.put(name.substring(1, name.length() - 1), segments.get(index));
      }
    }
    return variables;
  }

  private static boolean isVariable(String segment) {
    return segment.startsWith("{");
  }
}
