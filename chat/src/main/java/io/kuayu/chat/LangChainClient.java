package io.kuayu.chat;

import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import io.kuayu.engine.explain.ChatClient;
import io.kuayu.engine.explain.ChatEndpoint;
import io.kuayu.engine.explain.ChatFailure;

/** A chat model of LangChain4j: one try, JSON asked for, nothing logged. */
final class LangChainClient implements ChatClient {
  private static final int MAX_TOKENS = 300;

  private final LimitedHttpClient http;
  private final ChatModel model;

  LangChainClient(ChatEndpoint endpoint) {
    http = new LimitedHttpClient(endpoint.timeout());
    model =
        OpenAiChatModel.builder()
            .httpClientBuilder(new FixedHttpClientBuilder(http))
            .baseUrl(endpoint.url().toString())
            .apiKey(endpoint.key())
            .modelName(endpoint.model())
            .timeout(endpoint.timeout())
            .maxRetries(0)
            .temperature(0.0)
            .maxTokens(MAX_TOKENS)
            .responseFormat("json_object")
            .logRequests(false)
            .logResponses(false)
            .build();
  }

  @Override
  public String answer(String instructions, String message) {
    try {
      String text =
          model
              .chat(SystemMessage.from(instructions), UserMessage.from(message))
              .aiMessage()
              .text();
      return text == null ? "" : text;
    } catch (RuntimeException e) {
      // Besides exceptions of its own LangChain4j throws plain ones for what is no response.
      throw new ChatFailure("the chat model gave no answer", e instanceof TimeoutException, e);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
