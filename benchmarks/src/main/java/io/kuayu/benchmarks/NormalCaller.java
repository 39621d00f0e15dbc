package io.kuayu.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Asks for lists at a steady rate, with a key, and keeps what each request met with. */
final class NormalCaller {
  private static final double RATE = 20;
  private static final double MAX_MILLISECONDS = 250;
  private static final double MAX_REFUSAL_MILLISECONDS = 50;
  private static final int UNANSWERED = 0;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI server;
  private final String secret;
  private final List<String> questions;

  NormalCaller(URI server, String secret, List<String> questions) {
    this.server = server;
    this.secret = secret;
    this.questions = questions;
  }

  /** One request: from when it was due until it was answered. */
  private record Met(int status, double millis) {}

  /** What a caller met with during one attack. */
  record Result(List<Integer> statuses, List<Double> answered, List<Double> refused) {
    private static Result of(Queue<Met> all) {
      return new Result(
          all.stream().map(Met::status).toList(),
          all.stream().filter(met -> met.status == 200).map(Met::millis).sorted().toList(),
          all.stream().filter(met -> isRefusal(met.status)).map(Met::millis).sorted().toList());
    }

    private static boolean isRefusal(int status) {
      return status == 429 || status == 503;
    }

    /** Whether every request was answered in time or refused at once. */
    boolean isWithinBounds() {
      return statuses.stream().allMatch(status -> status == 200 || isRefusal(status))
          && percentile(answered, .99) <= MAX_MILLISECONDS
          && percentile(refused, .99) <= MAX_REFUSAL_MILLISECONDS;
    }

    List<String> cells() {
      Map<String, Long> counts = new TreeMap<>();
      statuses.forEach(
          status -> counts.merge(status == UNANSWERED ? "none" : "" + status, 1L, Long::sum));
      return List.of(
          millis(answered, .5), millis(answered, .99), millis(refused, .99), counts.toString());
    }

    private static String millis(List<Double> sorted, double share) {
      return sorted.isEmpty() ? "–" : String.format(Locale.ROOT, "%.1f", percentile(sorted, share));
    }

    private static double percentile(List<Double> sorted, double share) {
      return sorted.isEmpty()
          ? 0
          : sorted.get(Math.min(sorted.size() - 1, (int) (sorted.size() * share)));
    }
  }

  /** Asks for so many seconds. */
  Result ask(double seconds) {
    Queue<Met> met = new ConcurrentLinkedQueue<>();
    long begin = System.nanoTime();
    var _ =
        OpenLoop.run(
            RATE,
            seconds,
            number -> {
              long due = begin + (long) (number / RATE * 1e9);
              String body = questions.get(number % questions.size());
              int status = send("POST", "/api/v1/recommendations", body).status();
              met.add(new Met(status, (System.nanoTime() - due) / 1e6));
              return status == 200;
            });
    return Result.of(met);
  }

  /** Status and body of an answer; status 0 where there was none. */
  record Answer(int status, String body) {}

  Answer send(String method, String path, String body) {
    return send(method, path, "application/json", body);
  }

  Answer send(String method, String path, String type, String body) {
    return send(method, path, type, body.getBytes(StandardCharsets.UTF_8));
  }

  Answer send(String method, String path, String type, byte[] body) {
    HttpRequest request =
        HttpRequest.newBuilder(server.resolve(path))
            .timeout(Duration.ofMinutes(2))
            .header("Content-Type", type)
            .header("Authorization", "Bearer " + secret)
            .method(
                method,
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body))
            .build();
    try {
      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
      return new Answer(answer.statusCode(), answer.body());
    } catch (IOException e) {
      return new Answer(UNANSWERED, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Answer(UNANSWERED, "interrupted");
    }
  }
}
