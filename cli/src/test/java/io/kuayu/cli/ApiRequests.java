package io.kuayu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Commands of {@code curl} against the description of the REST API. */
final class ApiRequests {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SERVER = "(http://)?(localhost|127\\.0\\.0\\.1):8080";

  private final JsonNode description;

  ApiRequests() {
    try (InputStream stream =
        Objects.requireNonNull(
            ApiRequests.class.getResourceAsStream("/io/kuayu/server/openapi.json"))) {
      description = JSON.readTree(stream.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Fails where there is no such path, method, parameter or field. */
  void check(List<String> curl, String place) {
    String address = "";
    String method = "";
    boolean get = false;
    List<String> data = new ArrayList<>();
    for (int at = 1; at < curl.size(); at++) {
      switch (curl.get(at)) {
        case "-X" -> method = curl.get(++at);
        case "-H", "-o" -> at++;
        case "-d", "--data-binary", "--data-urlencode" -> data.add(curl.get(++at));
        case "-G" -> get = true;
        default -> address = curl.get(at).startsWith("-") ? address : curl.get(at);
      }
    }
    assertThat(address).as(place + " asks this server").matches(SERVER + "/.*");
    String[] parts = address.replaceFirst(SERVER, "").split("\\?", 2);
    if (method.isEmpty()) {
      method = data.isEmpty() || get ? "GET" : "POST";
    }
    JsonNode operation = operation(parts[0], method, place);
    List<String> query =
        new ArrayList<>(parts.length > 1 ? List.of(parts[1].split("&", -1)) : List.of());
    if (get) {
      query.addAll(data);
    }
    for (String parameter : query) {
      assertThat(names(operation.path("parameters")))
          .as(place + " parameters of " + parts[0])
          .contains(parameter.replaceFirst("=.*", ""));
    }
    if (!get && !data.isEmpty() && !data.getFirst().startsWith("@")) {
      body(operation, data.getFirst(), place);
    }
  }

  private JsonNode operation(String path, String method, String place) {
    for (var each : description.get("paths").properties()) {
      if (path.matches(each.getKey().replaceAll("\\{[a-z]+}", "[^/]+"))) {
        JsonNode operation = each.getValue().path(method.toLowerCase(Locale.ROOT));
        assertThat(operation.isObject()).as(place + " " + method + " " + path).isTrue();
        return operation;
      }
    }
    // The console and the page of the API are no paths of the API itself.
    assertThat(path).as(place + " a path of the server").isIn("/", "/docs");
    return JSON.createObjectNode();
  }

  private void body(JsonNode operation, String body, String place) {
    JsonNode schema = operation.at("/requestBody/content").path("application/json").path("schema");
    String name = schema.path("$ref").asString("");
    JsonNode shape = name.isEmpty() ? schema : description.at(name.substring(1));
    for (String field : JSON.readTree(body).propertyNames()) {
      if (!shape.path("additionalProperties").asBoolean(false)) {
        assertThat(shape.path("properties").propertyNames()).as(place).contains(field);
      }
    }
  }

  private static Set<String> names(JsonNode parameters) {
    Set<String> names = new HashSet<>();
    parameters.forEach(parameter -> names.add(parameter.get("name").asString()));
    return names;
  }
}
