package io.kuayu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The time of {@code kuayu serve} before it can answer, in processes of their own. */
class ServeStartTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern LISTENING = Pattern.compile("listening at (http://[0-9.:]+)/");

  @TempDir Path folder = Path.of(".");

  @Test
  void aBusyPortIsOneLineAndTheEndOfTheProcess() throws Exception {
    Shop shop = new Shop(folder).write(20, 12);
    try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        CommandProcess process = serve(shop, Integer.toString(busy.getLocalPort()))) {
      assertThat(process.exitCode()).isEqualTo(1);
      assertThat(process.out()).isEmpty();
      assertThat(process.err().lines()).hasSize(1);
      assertThat(process.err())
          .startsWith("kuayu: ")
          .contains("127.0.0.1:" + busy.getLocalPort(), "[server.port-in-use]", "--port");
      assertThat(shop.file("work/corpus")).doesNotExist();
    }
  }

  @Test
  void livesAndTellsThatItTrainsAndEndsAtOnceWhenAsked() throws Exception {
    CommandProcess.assumeInterruptible();
    Shop shop = new Shop(folder).write(60, 12);
    try (HttpClient client = HttpClient.newHttpClient();
        CommandProcess process =
            serve(
                shop,
                "0",
                "-v",
                "-m",
                "lstm",
                "-s",
                "models.lstm.epochs=10000",
                "-s",
                "models.lstm.patience=0")) {
      process.await(() -> LISTENING.matcher(process.err()).find());
      String address = address(process);
      assertThat(ask(client, "GET", address + "/health/live").statusCode()).isEqualTo(200);
      process.await(() -> process.err().contains("training lstm"));
      HttpResponse<String> ready = ask(client, "GET", address + "/health/ready");
      assertThat(problem(ready).get("detail").asString()).startsWith("training: ");
      for (String path : List.of("/", "/api/v1/domains", "/api/v1/users/u1/recommendations")) {
        assertThat(problem(ask(client, "GET", address + path)).get("code").asString())
            .isEqualTo("not-ready");
      }
      assertThat(problem(ask(client, "POST", address + "/api/v1/events")).get("status").asInt())
          .isEqualTo(503);
      assertThat(process.out()).isEmpty();
      process.signal("INT");
      assertThat(process.exitCode()).isEqualTo(130);
      assertThat(process.out()).isEmpty();
      assertThat(process.err()).doesNotContain("\tat ", "unexpected");
    }
  }

  @Test
  void printsTheAddressWhenItIsReadyAndNothingElse() throws Exception {
    Shop shop = new Shop(folder).write(30, 12);
    try (HttpClient client = HttpClient.newHttpClient();
        CommandProcess process = serve(shop, "0")) {
      process.await(() -> process.out().endsWith("\n"));
      assertThat(process.out()).matches("http://127\\.0\\.0\\.1:[0-9]+/\n");
      String address = process.out().strip();
      assertThat(ask(client, "GET", address + "health/ready").statusCode()).isEqualTo(200);
      assertThat(ask(client, "GET", address + "api/v1/users/u7/recommendations").statusCode())
          .isEqualTo(200);
      process.signal("TERM");
      assertThat(process.exitCode()).isEqualTo(143);
    }
  }

  private CommandProcess serve(Shop shop, String port, String... more) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "serve",
                "-c",
                shop.file("kuayu.yaml").toString(),
                "--port",
                port,
                "-s",
                "server.warm-up=0"));
    arguments.addAll(List.of(more));
    return CommandProcess.start(folder, arguments.toArray(String[]::new));
  }

  private static String address(CommandProcess process) {
    Matcher found = LISTENING.matcher(process.err());
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  private static JsonNode problem(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(503);
    assertThat(response.headers().firstValue("Retry-After")).hasValue("5");
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    return JSON.readTree(response.body());
  }

  private static HttpResponse<String> ask(HttpClient client, String method, String address)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(address))
            .method(
                method,
                method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString("{}"))
            .build(),
        BodyHandlers.ofString());
  }
}
