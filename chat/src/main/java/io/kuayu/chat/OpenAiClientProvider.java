package io.kuayu.chat;

import io.kuayu.engine.explain.ChatClient;
import io.kuayu.engine.explain.ChatClientProvider;
import io.kuayu.engine.explain.ChatEndpoint;

/** Opens clients of endpoints that speak the API of OpenAI's chat completions. */
public final class OpenAiClientProvider implements ChatClientProvider {
  /** For {@link java.util.ServiceLoader}. */
  public OpenAiClientProvider() {}

  @Override
  public String name() {
    return "openai-compatible";
  }

  @Override
  public ChatClient open(ChatEndpoint endpoint) {
    return new LangChainClient(endpoint);
  }
}
