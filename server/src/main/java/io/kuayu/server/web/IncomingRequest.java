package io.kuayu.server.web;

import io.helidon.http.Header;
import io.helidon.webserver.http.ServerRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Headers, query and address of a request. */
record IncomingRequest(
    Map<String, String> headers, Map<String, List<String>> query, String address) {
  private static final int MAX_HOST_LENGTH = 200;

  static IncomingRequest of(ServerRequest request) {
    Map<String, String> headers = new HashMap<>();
    for (Header header : request.headers()) {
      headers.putIfAbsent(header.headerName().lowerCase(), header.get());
    }
    return new IncomingRequest(
        headers, QueryString.parse(request.query().rawValue()), request.remotePeer().host());
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  boolean isLines() {
    return header("content-type").orElse("").startsWith("application/x-ndjson");
  }

  /** Without keys, only requests for a local host name are accepted (against DNS rebinding). */
  void requireLocalHost() {
    String host = hostName(header("host").orElse("localhost"));
    if (!List.of("localhost", "127.0.0.1", "[::1]").contains(host)) {
      throw new HttpProblem(
          ProblemCode.FOREIGN_ORIGIN, "while no key exists, ask for localhost or 127.0.0.1");
    }
  }

  void requireSameOrigin() {
    String origin = header("origin").orElse("");
    if (!origin.isEmpty()
        && !origin
            .substring(origin.indexOf("://") + (origin.contains("://") ? 3 : 1))
            .equalsIgnoreCase(header("host").orElse(""))) {
      throw new HttpProblem(ProblemCode.FOREIGN_ORIGIN, "pages of other sites are not answered");
    }
  }

  private static String hostName(String host) {
    int colon = host.lastIndexOf(':');
    boolean hasPort = colon > host.lastIndexOf(']');
    String name = hasPort && colon > 0 ? host.substring(0, colon) : host;
    return name.length() > MAX_HOST_LENGTH ? "" : name.toLowerCase(java.util.Locale.ROOT);
  }
}
