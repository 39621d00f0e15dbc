package io.kuayu.engine.explain;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import io.kuayu.core.NamedProviders;

/** Opens clients of chat models. Found by {@link java.util.ServiceLoader}; stateless. */
public interface ChatClientProvider {
  /** What it is called in messages. */
  String name();

  /** A client of an endpoint; nothing is sent yet. */
  ChatClient open(ChatEndpoint endpoint);

  /**
   * The one on the class path.
   *
   * @throws KuayuException where there is none
   */
  static ChatClientProvider installed() {
    return NamedProviders.load(
            ChatClientProvider.class, ChatClientProvider.class, ChatClientProvider::name)
        .all()
        .stream()
        .findFirst()
        .orElseThrow(
            () ->
                new KuayuException(
                    ErrorCode.CHAT_MISSING,
                    "'explain.chat' is set, but nothing here talks to chat models",
                    "add io.kuayu:kuayu-chat, or leave the block out"));
  }
}
