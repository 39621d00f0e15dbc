package io.kuayu.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/**
 * One request and what is sent with it.
 *
 * @param name of its kind, for tables
 * @param method of HTTP
 * @param path with its parameters
 * @param type of the body
 * @param body empty where there is none
 */
record Exchange(String name, String method, String path, String type, String body) {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final String JSON = "application/json";

  static Exchange get(String name, String path) {
    return new Exchange(name, "GET", path, JSON, "");
  }

  static Exchange post(String name, String path, String body) {
    return new Exchange(name, "POST", path, JSON, body);
  }

  /** Sends it and reads the whole answer. */
  HttpResponse<String> with(URI server) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(server.resolve(path))
            .header("Content-Type", type)
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build();
    try {
      return CLIENT.send(request, BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
