/** Talks to chat models over the API that OpenAI defined and many servers offer, by LangChain4j. */
@NullMarked
package io.kuayu.chat;

import org.jspecify.annotations.NullMarked;
