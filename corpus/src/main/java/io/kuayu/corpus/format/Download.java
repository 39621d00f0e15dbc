package io.kuayu.corpus.format;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A file that is fetched once by HTTP and kept. Redirects are followed to the same scheme alone.
 *
 * @param place where the configuration names the address
 * @param address http or https
 * @param target where the file is kept
 * @param maxBytes the largest file that is fetched
 */
record Download(String place, URI address, Path target, long maxBytes) {
  private static final Duration CONNECT = Duration.ofSeconds(15);
  private static final Duration ANSWER = Duration.ofSeconds(60);
  private static final int TOTAL_MINUTES = 60;
  private static final int MAX_REDIRECTS = 5;
  private static final int OK = 200;

  /** Fetches the file where it is not there yet. */
  void ensure() {
    if (Files.exists(target)) {
      return;
    }
    try {
      Files.createDirectories(target.toAbsolutePath().getParent());
      Path part = Files.createTempFile(target.toAbsolutePath().getParent(), "download-", ".part");
      try (HttpClient client =
          HttpClient.newBuilder()
              .connectTimeout(CONNECT)
              .followRedirects(HttpClient.Redirect.NEVER)
              .build()) {
        fetch(client, part);
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw failed(String.valueOf(e.getMessage()), "see that the work folder can be written");
    }
  }

  private void fetch(HttpClient client, Path part) throws IOException {
    URI from = address;
    for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
      HttpResponse<Path> response = answer(client, from, part);
      if (response.statusCode() == OK) {
        return;
      }
      boolean redirect = response.statusCode() >= 300 && response.statusCode() < 400;
      if (!redirect || response.headers().firstValue("location").isEmpty()) {
        throw failed("the answer is HTTP " + response.statusCode(), "check the address");
      }
      URI next = next(from, response.headers().firstValue("location").orElseThrow());
      if (!address.getScheme().equalsIgnoreCase(next.getScheme())) {
        throw failed(
            "it leads to another kind of address, " + Excerpt.of(next.getScheme() + ":"),
            "download the file first and name it");
      }
      from = next;
    }
    throw failed("it leads on more than " + MAX_REDIRECTS + " times", "name the last address");
  }

  private URI next(URI from, String location) {
    try {
      return from.resolve(location);
    } catch (IllegalArgumentException e) {
      throw failed("it leads to what is no address", "download the file first and name it");
    }
  }

  private HttpResponse<Path> answer(HttpClient client, URI from, Path part) throws IOException {
    HttpRequest request = HttpRequest.newBuilder(from).timeout(ANSWER).build();
    CompletableFuture<HttpResponse<Path>> answer =
        client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofFile(part), maxBytes));
    try {
      return answer.get(TOTAL_MINUTES, TimeUnit.MINUTES);
    } catch (ExecutionException e) {
      boolean large = String.valueOf(e.getCause()).contains("exceeds capacity");
      throw large
          ? failed(
              "it is larger than %d MB".formatted(maxBytes >> 20),
              "raise 'max-download-mb', or download it first and name the file")
          : failed(String.valueOf(e.getCause()), "check the address and the network");
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw failed("it takes longer than " + TOTAL_MINUTES + " minutes", "download it first");
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new KuayuException(
          ErrorCode.INTERRUPTED, place + ": the download was stopped", "start it again", e);
    }
  }

  private KuayuException failed(String why, String remedy) {
    return new KuayuException(
        ErrorCode.SOURCE_UNREACHABLE,
        "%s: %s cannot be fetched: %s".formatted(place, shown(address), Excerpt.of(why)),
        remedy);
  }

  /** An address without what may be a secret in it. */
  static String shown(URI address) {
    return address.getScheme() + "://" + address.getHost() + address.getPath();
  }
}
