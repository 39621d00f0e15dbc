package io.kuayu.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.core.ErrorCode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Somebody who asks a server over HTTP.
 *
 * @param address of the server
 * @param headers sent with every request
 */
record Visitor(String address, Map<String, String> headers) {
  static final String LINES = "application/x-ndjson";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  static Visitor at(int port) {
    return new Visitor("http://127.0.0.1:" + port, Map.of("Content-Type", "application/json"));
  }

  Visitor with(String header, String value) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put(header, value);
    return new Visitor(address, more);
  }

  /** With a key or a token. */
  Visitor as(String secret) {
    return with("Authorization", "Bearer " + secret);
  }

  /** An object of texts: a name, its text, the next name. */
  static String json(String... texts) {
    ObjectNode object = JSON.createObjectNode();
    for (int at = 0; at < texts.length; at += 2) {
      object.put(texts[at], texts[at + 1]);
    }
    return object.toString();
  }

  /** The connection broke, as when the server is killed. */
  static final class Unanswered extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unanswered(String what, IOException cause) {
      super(what, cause);
    }
  }

  /** What came back. */
  record Answer(int status, HttpHeaders headers, String text) {
    JsonNode json() {
      return JSON.readTree(text);
    }

    /** What a problem document says. */
    String detail() {
      return json().get("detail").asString();
    }

    String header(String name) {
      return headers.firstValue(name).orElse("");
    }

    /** Whether it is a whole problem document, with that status and code and no error code. */
    Answer isProblem(int expected, String code) {
      return isProblem(expected, code, Optional.empty());
    }

    /** As above, with the code of the failure that led to it. */
    Answer isProblem(int expected, String code, ErrorCode errorCode) {
      return isProblem(expected, code, Optional.of(errorCode));
    }

    private Answer isProblem(int expected, String code, Optional<ErrorCode> errorCode) {
      assertThat(status).as(text).isEqualTo(expected);
      assertThat(header("Content-Type")).isEqualTo("application/problem+json");
      JsonNode problem = json();
      List<String> members =
          new ArrayList<>(List.of("type", "title", "status", "code", "detail", "requestId"));
      errorCode.ifPresent(_ -> members.add("errorCode"));
      assertThat(problem.propertyNames()).containsExactlyInAnyOrderElementsOf(members);
      errorCode.ifPresent(
          found -> assertThat(problem.get("errorCode").asString()).isEqualTo(found.text()));
      assertThat(problem.get("code").asString()).as(text).isEqualTo(code);
      assertThat(problem.get("status").asInt()).isEqualTo(expected);
      assertThat(problem.get("requestId").asString()).isEqualTo(header("X-Request-Id"));
      assertThat(text).doesNotContain("io.kuayu", "java.", "Exception");
      return this;
    }
  }

  Answer get(String path) {
    return ask("GET", path, "");
  }

  Answer post(String path, String body) {
    return ask("POST", path, body);
  }

  Answer put(String path, String body) {
    return ask("PUT", path, body);
  }

  Answer delete(String path) {
    return ask("DELETE", path, "");
  }

  Answer ask(String method, String path, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address + path))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    headers.forEach(request::header);
    try {
      var response = CLIENT.send(request.build(), BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.headers(), response.body());
    } catch (IOException e) {
      throw new Unanswered(method + " " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(method + " " + path, e);
    }
  }
}
