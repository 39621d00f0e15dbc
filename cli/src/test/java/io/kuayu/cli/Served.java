package io.kuayu.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** {@code kuayu serve} on a configuration, and requests to it. */
final class Served implements AutoCloseable {
  private static final Pattern ADDRESS = Pattern.compile("http://[^\\s/]+");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PATIENCE_SECONDS = 300;

  private final HttpClient client = HttpClient.newHttpClient();
  private final StringWriter err = new StringWriter();
  private final Thread thread;
  private final String address;

  Served(Path configuration) throws InterruptedException {
    StringWriter out = new StringWriter();
    thread =
        Thread.ofPlatform()
            .daemon()
            .start(
                () ->
                    Main.run(
                        new PrintWriter(out),
                        new PrintWriter(err),
                        "serve",
                        "-c",
                        configuration.toString(),
                        "--port",
                        "0"));
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    Matcher found = ADDRESS.matcher(out.toString());
    while (!found.find()) {
      if (System.nanoTime() > end || !thread.isAlive()) {
        throw new AssertionError("the server did not start: " + out + err);
      }
      Thread.sleep(20);
      found = ADDRESS.matcher(out.toString());
    }
    address = found.group();
  }

  /** What the server has said. */
  String log() {
    return err.toString();
  }

  JsonNode get(String path) {
    return send("GET", path, "");
  }

  JsonNode send(String method, String path, String body) {
    return JSON.readTree(answer(method, path, body));
  }

  /** An answer that is no JSON. */
  String text(String path) {
    return answer("GET", path, "");
  }

  private String answer(String method, String path, String body) {
    return answer(method, path, "application/json", body);
  }

  /** An answer to a body of some type. */
  String answer(String method, String path, String contentType, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address + path))
            .header("Content-Type", contentType)
            .method(method, BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      if (response.statusCode() >= 300) {
        throw new AssertionError(method + " " + path + ": " + response.body());
      }
      return response.body();
    } catch (IOException e) {
      throw new AssertionError(path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(path, e);
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    client.close();
  }
}
