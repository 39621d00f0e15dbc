package io.kuayu.chat;

import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * HTTP by the JDK with limits that LangChain4j's own clients lack: one time for the whole call, the
 * body included, a largest response, and no redirects, so that facts and key go to the configured
 * address alone. Streams are not supported.
 */
final class LimitedHttpClient implements HttpClient, AutoCloseable {
  private static final int MAX_RESPONSE = 1 << 18;
  private static final int MIN_SUCCESS = 200;
  private static final int MIN_REDIRECT = 300;

  private final Duration timeout;
  private final java.net.http.HttpClient client;

  LimitedHttpClient(Duration timeout) {
    this.timeout = timeout;
    client =
        java.net.http.HttpClient.newBuilder()
            .version(java.net.http.HttpClient.Version.HTTP_1_1)
            .followRedirects(java.net.http.HttpClient.Redirect.NEVER)
            .connectTimeout(timeout)
            .build();
  }

  Duration timeout() {
    return timeout;
  }

  @Override
  public SuccessfulHttpResponse execute(HttpRequest request) {
    var sent =
        java.net.http.HttpRequest.newBuilder(URI.create(request.url()))
            .timeout(timeout)
            .method(
                request.method().name(),
                java.net.http.HttpRequest.BodyPublishers.ofString(request.body()));
    request.headers().forEach((name, values) -> values.forEach(value -> sent.header(name, value)));
    CompletableFuture<HttpResponse<byte[]>> call =
        client.sendAsync(
            sent.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_RESPONSE));
    HttpResponse<byte[]> response = await(call);
    if (response.statusCode() < MIN_SUCCESS || response.statusCode() >= MIN_REDIRECT) {
      throw new HttpException(response.statusCode(), "status " + response.statusCode());
    }
    return SuccessfulHttpResponse.builder()
        .statusCode(response.statusCode())
        .headers(response.headers().map())
        .body(new String(response.body(), StandardCharsets.UTF_8))
        .build();
  }

  private HttpResponse<byte[]> await(CompletableFuture<HttpResponse<byte[]>> call) {
    try {
      return call.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (java.util.concurrent.TimeoutException e) {
      throw new TimeoutException(e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof java.net.http.HttpTimeoutException) {
        throw new TimeoutException(e.getCause());
      }
      throw new InternalServerException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InternalServerException(e);
    } finally {
      // Ends the exchange where it has not ended.
      call.cancel(true);
    }
  }

  @Override
  public void execute(
      HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
    throw new UnsupportedOperationException("streams are not used");
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
