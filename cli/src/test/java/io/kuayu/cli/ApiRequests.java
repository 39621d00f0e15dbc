package io.kuayu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Commands of {@code curl} against the description of the REST API. */
final class ApiRequests {
  private static final ObjectMapper JSON = new ObjectMapper();

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
  void check(CurlRequest request, String place) {
    JsonNode operation = operation(request.path(), request.method(), place);
    for (String parameter : request.query()) {
      assertThat(names(operation.path("parameters")))
          .as(place + " parameters of " + request.path())
          .contains(parameter.replaceFirst("=.*", ""));
    }
    if (!request.body().isEmpty() && !request.body().startsWith("@")) {
      body(operation, request.body(), place);
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
