package io.kuayu.chat;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import java.time.Duration;

/**
 * Gives LangChain4j a client that is there already, with its own times.
 *
 * @param client what is given
 */
record FixedHttpClientBuilder(LimitedHttpClient client) implements HttpClientBuilder {
  @Override
  public Duration connectTimeout() {
    return client.timeout();
  }

  @Override
  public HttpClientBuilder connectTimeout(Duration timeout) {
    return this;
  }

  @Override
  public Duration readTimeout() {
    return client.timeout();
  }

  @Override
  public HttpClientBuilder readTimeout(Duration timeout) {
    return this;
  }

  @Override
  public HttpClient build() {
    return client;
  }
}
