package io.kuayu.server;

import io.kuayu.storage.access.Role;
import java.util.List;
import java.util.Optional;

/** A harmless and correct request for every path that a server has. */
enum Endpoints {
  RECOMMENDATIONS("GET", "/api/v1/users/{user}/recommendations", Role.READER, "?k=3"),
  QUESTION("POST", "/api/v1/recommendations", Role.READER, "{\"user\":\"u2\",\"explain\":true}"),
  RANK(
      "POST",
      "/api/v1/rank",
      Role.READER,
      "{\"id\":\"r\",\"user\":\"u2\",\"candidates\":[{\"domain\":\"books\",\"item\":\"i5\"},"
          + "{\"domain\":\"books\",\"item\":\"none\"}]}"),
  REASONS("GET", "/api/v1/users/{user}/reasons", Role.READER, "?domain=books&item=i5"),
  REASONS_OF_ITEM(
      "GET", "/api/v1/users/{user}/recommendations/{domain}/{item}/reasons", Role.READER, ""),
  SIMILAR("GET", "/api/v1/domains/{domain}/items/{item}/similar", Role.READER, "?k=2"),
  EVENTS(
      "POST",
      "/api/v1/events",
      Role.WRITER,
      "{\"user\":\"matrix\",\"domain\":\"books\",\"item\":\"i5\"}"),
  ITEM("GET", "/api/v1/domains/{domain}/items/{item}", Role.READER, ""),
  IMAGE("GET", "/api/v1/domains/{domain}/items/{item}/image", Role.READER, ""),
  PUT_ITEM("PUT", "/api/v1/domains/{domain}/items/{item}", Role.CURATOR, "{\"title\":\"New\"}"),
  DELETE_ITEM("DELETE", "/api/v1/domains/{domain}/items/{item}", Role.CURATOR, ""),
  FIND_ITEMS("GET", "/api/v1/domains/{domain}/items", Role.READER, "?query=title&k=2"),
  PUT_ITEMS(
      "POST",
      "/api/v1/domains/{domain}/items",
      Role.CURATOR,
      "{\"item\":\"bulk\",\"title\":\"Many\"}\n{\"item\":\"\"}\n"),
  USERS("GET", "/api/v1/users", Role.PRIVACY_OFFICER, "?k=2"),
  USER("GET", "/api/v1/users/{user}", Role.PRIVACY_OFFICER, ""),
  CONSENTS("GET", "/api/v1/users/{user}/consents", Role.PRIVACY_OFFICER, ""),
  DECIDE(
      "PUT",
      "/api/v1/users/{user}/consents",
      Role.WRITER,
      "{\"consents\":[{\"from\":\"books\",\"to\":\"games\",\"purpose\":\"training\",\"granted\":false}]}"),
  ERASE_USER("DELETE", "/api/v1/users/{user}", Role.PRIVACY_OFFICER, ""),
  DOMAINS("GET", "/api/v1/domains", ""),
  MODELS("GET", "/api/v1/models", Role.READER, ""),
  ACTIVATE("POST", "/api/v1/models/{model}/activate", Role.TRAINER, "{}"),
  AUDIT("GET", "/api/v1/audit", Role.AUDITOR, "?k=5"),
  MAP("GET", "/api/v1/map", Role.READER, "?sample=10"),
  REPORT("GET", "/api/v1/report", Role.READER, ""),
  METRICS("GET", "/metrics", ""),
  LIVE("GET", "/health/live", ""),
  READY("GET", "/health/ready", ""),
  DESCRIPTION("GET", "/openapi.json", "");

  private static final List<Endpoints> OPEN = List.of(LIVE, READY, DESCRIPTION);

  private final String method;
  private final String pattern;
  private final Optional<Role> role;
  private final String rest;

  Endpoints(String method, String pattern, Role role, String rest) {
    this.method = method;
    this.pattern = pattern;
    this.role = Optional.of(role);
    this.rest = rest;
  }

  /** For those who may ask, whatever their role. */
  Endpoints(String method, String pattern, String rest) {
    this.method = method;
    this.pattern = pattern;
    role = Optional.empty();
    this.rest = rest;
  }

  String method() {
    return method;
  }

  String pattern() {
    return pattern;
  }

  /** Whether nobody needs to say who they are. */
  boolean isOpen() {
    return OPEN.contains(this);
  }

  boolean isFor(Role asking) {
    return role.isEmpty() || asking == Role.ADMIN || role.get() == asking;
  }

  /** Asks about person {@code u1} and item {@code i5} of that domain. */
  Visitor.Answer ask(Visitor visitor, String domain) {
    String path =
        pattern
            .replace("{user}", "u1")
            .replace("{domain}", domain)
            .replace("{item}", "i5")
            .replace("{model}", "item-knn");
    boolean hasBody = method.equals("POST") || method.equals("PUT");
    Visitor typed = this == PUT_ITEMS ? visitor.with("Content-Type", Visitor.LINES) : visitor;
    return typed.ask(method, hasBody ? path : path + rest, hasBody ? rest : "");
  }
}
