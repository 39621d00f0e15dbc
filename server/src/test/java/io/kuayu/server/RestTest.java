package io.kuayu.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Real requests to a real server. */
class RestTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder = Path.of(".");
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<KuayuServer> servers = new ArrayList<>();

  @BeforeEach
  void start() {
    servers.add(new SmallShop(folder).train().serve());
  }

  @AfterEach
  void stop() {
    servers.forEach(KuayuServer::close);
    client.close();
  }

  @Test
  void answersInTheShapesOfTheContract() {
    JsonNode list = json(200, "GET", "/api/v1/users/u1/recommendations?k=3&explain=true", "");
    assertThat(list.propertyNames()).contains("items", "model", "degraded");
    assertThat(list.get("items")).hasSize(3);
    assertThat(list.get("items").get(0).propertyNames())
        .contains("domain", "item", "score", "rank", "title", "source", "reasons");
    String question = "{\"history\":[{\"domain\":\"books\",\"item\":\"i3\"}],\"k\":2}";
    assertThat(json(200, "POST", "/api/v1/recommendations", question).get("items")).hasSize(2);
    String rank =
        "{\"id\":\"r1\",\"user\":\"u1\",\"candidates\":[{\"domain\":\"books\",\"item\":\"i3\"},"
            + "{\"domain\":\"books\",\"item\":\"none\"}]}";
    JsonNode scores = json(200, "POST", "/api/v1/rank", rank).get("scores");
    assertThat(scores.get(0).isNumber()).isTrue();
    assertThat(scores.get(1).isNull()).isTrue();
    json(200, "GET", "/api/v1/domains/books/items/i3/similar?k=2", "");
    json(200, "GET", "/api/v1/users/u1/reasons?domain=books&item=i3", "");
    json(200, "GET", "/api/v1/domains", "");
    json(200, "GET", "/api/v1/models", "");
    json(200, "GET", "/health/live", "");
    json(200, "GET", "/health/ready", "");
    json(200, "GET", "/openapi.json", "");
    assertThat(send("GET", "/metrics", "").body()).contains("kuayu_requests_seconds");
  }

  @Test
  void aPostedEventChangesTheNextListAndASecondTimeNothing() {
    String path = "/api/v1/users/somebody/recommendations?k=5&domains=games";
    JsonNode before = json(200, "GET", path, "").get("items");
    String event = "{\"user\":\"somebody\",\"domain\":\"books\",\"item\":\"i4\",\"id\":\"e1\"}";
    assertThat(json(201, "POST", "/api/v1/events", event).get("stored").asInt()).isEqualTo(1);
    assertThat(json(200, "POST", "/api/v1/events", event).get("duplicates").asInt()).isEqualTo(1);
    assertThat(json(200, "GET", path, "").get("items")).isNotEqualTo(before);
  }

  @Test
  void aDeletedItemNeverAppearsAgain() {
    String path = "/api/v1/users/u1/recommendations?k=1&domains=books";
    String best = json(200, "GET", path, "").get("items").get(0).get("item").asString();
    json(200, "DELETE", "/api/v1/domains/books/items/" + best, "");
    json(404, "DELETE", "/api/v1/domains/books/items/" + best, "");
    JsonNode all =
        json(200, "GET", "/api/v1/users/u1/recommendations?k=100&domains=books", "").get("items");
    assertThat(all).noneMatch(line -> line.get("item").asString().equals(best));
  }

  @Test
  void itemsMayHaveImagesWhichAreKept() {
    String path = "/api/v1/domains/books/items/pictured";
    String picture = Base64.getEncoder().encodeToString(TestPicture.png(60, 40, 0));
    String body = "{\"title\":\"Owls\",\"media\":[{\"image\":\"" + picture + "\"}]}";
    JsonNode answer = json(201, "PUT", path, body);
    assertThat(answer.get("media").get(0).asString()).isEqualTo("image");
    assertThat(answer.get("attributes").has("media")).isFalse();
    servers.removeFirst().close();
    servers.add(new SmallShop(folder).serve());
    assertThat(json(200, "GET", path, "").get("media")).hasSize(1);
    assertThat(json(200, "PUT", path, "{\"title\":\"Owls\"}").has("media")).isFalse();
    // A text of that name is what it always was.
    answer = json(200, "PUT", path, "{\"title\":\"Owls\",\"media\":\"DVD\"}");
    assertThat(answer.get("attributes").get("media").asString()).isEqualTo("DVD");
  }

  @Test
  void imagesThatMayNotBeDecodedAreRefused() {
    byte[] bomb = TestPicture.png(1, 1, 0);
    ByteBuffer.wrap(bomb).putInt(16, 60_000).putInt(20, 60_000);
    byte[] whole = TestPicture.png(20, 20, 0);
    Map<String, String> refused =
        Map.of(
            Base64.getEncoder().encodeToString(bomb),
            "60000 x 60000",
            Base64.getEncoder().encodeToString(Arrays.copyOf(whole, 40)),
            "ends too early",
            Base64.getEncoder().encodeToString(new byte[700]),
            "is no image",
            "https://example.org/owl.jpg",
            "fetches nothing",
            "file:///etc/passwd",
            "fetches nothing",
            "no base64!",
            "is no base64");
    refused.forEach(
        (image, why) -> {
          String body = "{\"title\":\"Owls\",\"media\":[{\"image\":\"" + image + "\"}]}";
          JsonNode problem = json(400, "PUT", "/api/v1/domains/books/items/bad", body);
          assertThat(problem.get("code").asString()).isEqualTo("bad-parameter");
          assertThat(problem.get("detail").asString()).contains("media[0].image").contains(why);
        });
    String many = "{\"title\":\"Owls\",\"media\":[" + "{},".repeat(8) + "{}]}";
    problem(400, "bad-parameter", "PUT", "/api/v1/domains/books/items/bad", many);
    json(404, "GET", "/api/v1/domains/books/items/bad", "");
  }

  @Test
  void anErasedPersonStaysErased() {
    json(200, "GET", "/api/v1/users/u1", "");
    json(200, "DELETE", "/api/v1/users/u1", "");
    json(404, "GET", "/api/v1/users/u1", "");
    servers.removeFirst().close();
    servers.add(new SmallShop(folder).serve());
    json(404, "GET", "/api/v1/users/u1", "");
  }

  @Test
  void wrongInputGetsItsProblem() {
    problem(400, "bad-json", "POST", "/api/v1/recommendations", "{");
    problem(400, "bad-parameter", "GET", "/api/v1/users/u1/recommendations?k=0", "");
    problem(400, "bad-parameter", "GET", "/api/v1/users/u1/recommendations?k=1000000", "");
    problem(422, "no-such-domain", "GET", "/api/v1/users/u1/recommendations?domains=x", "");
    problem(404, "unknown-item", "GET", "/api/v1/domains/books/items/none/similar", "");
    problem(404, "unknown-domain", "GET", "/api/v1/domains/x/items/i3/similar", "");
    problem(404, "unknown-user", "GET", "/api/v1/users/%27%3B%20DROP%20TABLE%20event", "");
    problem(404, "unknown-path", "GET", "/nothing", "");
    problem(404, "unknown-path", "GET", "/%2e%2e%2fetc%2fpasswd.html", "");
    problem(405, "method-not-allowed", "DELETE", "/api/v1/events", "");
    String deep = "(".repeat(500) + "a = 1" + ")".repeat(500);
    problem(
        400,
        "bad-filter",
        "POST",
        "/api/v1/recommendations",
        "{\"history\":[],\"filter\":\"" + deep + "\"}");
    problem(413, "too-large", "POST", "/api/v1/events", " ".repeat(2_000_000));
  }

  @Test
  void aBodyThatIsTooLargeGetsItsProblemEveryTime() {
    String large = " ".repeat(2_000_000);
    for (int time = 0; time < 40; time++) {
      problem(413, "too-large", "POST", "/api/v1/events", large);
    }
  }

  private void problem(int status, String code, String method, String path, String body) {
    assertThat(json(status, method, path, body).get("code").asString()).as(path).isEqualTo(code);
  }

  private JsonNode json(int status, String method, String path, String body) {
    HttpResponse<String> response = send(method, path, body);
    assertThat(response.statusCode()).as(path + "\n" + response.body()).isEqualTo(status);
    return JSON.readTree(response.body());
  }

  private HttpResponse<String> send(String method, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + servers.getLast().port() + path))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build();
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(path, e);
    }
  }
}
