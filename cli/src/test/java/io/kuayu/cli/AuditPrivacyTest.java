package io.kuayu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.cli.Shop.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class AuditPrivacyTest {
  @TempDir Path folder = Path.of(".");

  @Test
  void tellsWhatEachAttackReachedAndKeepsNoModel() throws IOException {
    PrivateShop shop = new PrivateShop(folder).write(60, "item-knn", "{ pseudonyms: true }");
    Outcome audited = shop.run("audit-privacy", "--shadows", "2", "--json");
    assertThat(audited.code()).as(audited.err()).isZero();
    JsonNode told = new ObjectMapper().readTree(audited.out());
    assertThat(told).hasSize(2);
    for (JsonNode attack : told) {
      assertThat(attack.get("low").asDouble()).isLessThanOrEqualTo(attack.get("auc").asDouble());
      assertThat(attack.get("high").asDouble())
          .isGreaterThanOrEqualTo(attack.get("auc").asDouble());
      assertThat(attack.get("members").asInt() + attack.get("strangers").asInt()).isBetween(20, 60);
    }
    assertThat(shop.work().resolve("models")).doesNotExist();
    assertThat(shop.run("audit-privacy", "--shadows", "0").code()).isEqualTo(2);
  }
}
