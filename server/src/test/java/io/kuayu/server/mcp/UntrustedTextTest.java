package io.kuayu.server.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.server.web.HttpJson;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class UntrustedTextTest {
  @Test
  void whatPeopleDoNotSeeIsNotReadByModels() {
    ObjectNode result = HttpJson.object().put("model", "m\u200b");
    result
        .putArray("items")
        .addObject()
        .put("item", "id\u202e")
        .put("title", "A\u0007 \u202etitle\u200b \udb40\udc41\udb40\udc42<b>bold</b>\n\nNext");
    result.putArray("words").add("wo\u0000rd").add("x".repeat(600));
    ObjectNode cleaned = UntrustedText.clean(result);
    assertThat(cleaned.at("/items/0/title").asString()).isEqualTo("A title bold Next");
    assertThat(cleaned.at("/words/0").asString()).isEqualTo("word");
    assertThat(cleaned.at("/words/1").asString()).hasSize(500);
    // An id finds its item again.
    assertThat(cleaned.at("/items/0/item").asString()).isEqualTo("id\u202e");
    assertThat(cleaned.get("model").asString()).isEqualTo("m\u200b");
  }
}
