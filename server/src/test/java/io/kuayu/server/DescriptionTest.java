package io.kuayu.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.kuayu.server.web.ProblemCode;
import io.kuayu.server.web.Route;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /openapi.json} against what the server really does. */
class DescriptionTest {
  private static final String JSON = "application/json";
  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  @TempDir Path folder = Path.of(".");

  private KuayuServer server;
  private Visitor visitor;
  private JsonNode description;

  @BeforeEach
  void start() {
    server = new SmallShop(folder).train().serve();
    visitor = Visitor.at(server.port());
    description = visitor.get("/openapi.json").json();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void holdsEveryRouteAndNoOther() {
    Set<String> described = new TreeSet<>();
    for (Map.Entry<String, JsonNode> path : description.get("paths").properties()) {
      for (String method : path.getValue().propertyNames()) {
        described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey());
      }
    }
    assertThat(described)
        .isEqualTo(
            server.routes().stream()
                .map(route -> route.method() + " " + route.pattern())
                .collect(Collectors.toSet()))
        // So the tests that go through all of them do.
        .isEqualTo(
            Arrays.stream(Endpoints.values())
                .map(endpoint -> endpoint.method() + " " + endpoint.pattern())
                .collect(Collectors.toSet()));
    assertThat(description.get("openapi").asString()).isEqualTo("3.1.0");
  }

  @Test
  void namesEveryVariableOfAPathAndEachOperationOnce() {
    Set<String> operations = new TreeSet<>();
    for (Endpoints endpoint : Endpoints.values()) {
      JsonNode operation = operation(endpoint);
      assertThat(operations.add(operation.get("operationId").asString())).isTrue();
      Set<String> variables =
          operation
              .path("parameters")
              .valueStream()
              .filter(parameter -> parameter.get("in").asString().equals("path"))
              .map(parameter -> "{" + parameter.get("name").asString() + "}")
              .collect(Collectors.toSet());
      assertThat(variables)
          .as(endpoint.name())
          .isEqualTo(
              Arrays.stream(endpoint.pattern().split("/", -1))
                  .filter(segment -> segment.startsWith("{"))
                  .collect(Collectors.toSet()));
    }
  }

  @Test
  void namesEveryParameterThatARouteReads() {
    for (Route route : server.routes()) {
      JsonNode operation =
          description
              .get("paths")
              .get(route.pattern())
              .get(route.method().toLowerCase(Locale.ROOT));
      assertThat(
              operation
                  .path("parameters")
                  .valueStream()
                  .filter(parameter -> parameter.get("in").asString().equals("query"))
                  .map(parameter -> parameter.get("name").asString()))
          .as(route.method() + " " + route.pattern())
          .containsExactlyInAnyOrderElementsOf(route.parameters());
    }
  }

  @Test
  void everyAnswerIsAsDescribed() {
    for (Endpoints endpoint : Endpoints.values()) {
      Visitor.Answer answer = endpoint.ask(visitor, "books");
      assertThat(answer.status()).as(endpoint + answer.text()).isIn(200, 201);
      isAsDescribed(endpoint, answer);
    }
  }

  @Test
  void fullAnswersAreAsDescribed() throws IOException {
    Path report = Files.createDirectories(folder.resolve("report"));
    Files.writeString(report.resolve("report.json"), "{\"models\":[{\"model\":\"blend\"}]}");
    Visitor.Answer written = Endpoints.REPORT.ask(visitor, "books");
    assertThat(written.json().get("models")).hasSize(1);
    isAsDescribed(Endpoints.REPORT, written);
    Visitor.Answer lines =
        visitor
            .with("Content-Type", Visitor.LINES)
            .post(
                "/api/v1/events",
                "{\"user\":\"d\",\"domain\":\"books\",\"item\":\"i5\",\"id\":\"1\"}\n{}\n");
    isAsDescribed(Endpoints.EVENTS, lines);
    visitor.put("/api/v1/domains/books/items/new", "{\"title\":\"New\",\"price\":12.5}");
    isAsDescribed(
        Endpoints.PUT_ITEM,
        visitor.put("/api/v1/domains/books/items/new", "{\"title\":\"Newer\",\"price\":13}"));
    isAsDescribed(Endpoints.AUDIT, Endpoints.AUDIT.ask(visitor, "books"));
    isAsDescribed(
        Endpoints.RECOMMENDATIONS, visitor.get("/api/v1/users/u1/recommendations?explain=true"));
  }

  @Test
  void theMapOfAModelWithVectorsIsAsDescribed(@TempDir Path other) {
    try (KuayuServer reading = new SmallShop(other, "text").train().serve()) {
      Visitor.Answer map = Endpoints.MAP.ask(Visitor.at(reading.port()), "books");
      assertThat(map.json().get("points")).hasSize(10);
      isAsDescribed(Endpoints.MAP, map);
    }
  }

  @Test
  void everyProblemIsAsDescribedAndEveryCodeIsNamed() {
    for (Endpoints endpoint : Endpoints.values()) {
      Visitor.Answer answer =
          visitor
              .with("Origin", "http://evil.example")
              .ask("GET", endpoint.pattern().replaceAll("[{}]", ""), "");
      assertThat(answer.status()).isIn(403, 404, 405);
      valid(description.at("/components/schemas/Problem"), answer.json(), endpoint.name());
    }
    assertThat(
            description
                .at("/components/schemas/Problem/properties/code/enum")
                .valueStream()
                .map(JsonNode::asString))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(ProblemCode.values()).map(ProblemCode::written).toList());
  }

  private JsonNode operation(Endpoints endpoint) {
    return description
        .get("paths")
        .get(endpoint.pattern())
        .get(endpoint.method().toLowerCase(Locale.ROOT));
  }

  private void isAsDescribed(Endpoints endpoint, Visitor.Answer answer) {
    JsonNode content = operation(endpoint).at("/responses/" + answer.status() + "/content");
    String type = answer.header("Content-Type");
    if (type.equals(JSON)) {
      valid(content.get(JSON).get("schema"), answer.json(), endpoint.name());
    } else {
      assertThat(content.propertyNames()).as(type).anyMatch(type::startsWith);
    }
  }

  /** Valid, and without a field that the description does not tell of. */
  private void valid(JsonNode schema, JsonNode value, String what) {
    ObjectNode whole = schema.deepCopy().asObject();
    whole.set("components", description.get("components").deepCopy());
    close(whole);
    assertThat(SCHEMAS.getSchema(whole).validate(value)).as(what + " " + value).isEmpty();
  }

  private static void close(JsonNode node) {
    if (node instanceof ObjectNode object) {
      if (object.get("properties") instanceof ObjectNode && !object.has("additionalProperties")) {
        object.put("additionalProperties", false);
      }
      object.properties().forEach(property -> close(property.getValue()));
    } else if (node instanceof ArrayNode array) {
      array.forEach(DescriptionTest::close);
    }
  }
}
