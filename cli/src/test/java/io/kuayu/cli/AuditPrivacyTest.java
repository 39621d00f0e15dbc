package io.kuayu.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kuayu.cli.Shop.Outcome;
import io.kuayu.privacy.dp.RenyiAccountant;
import java.io.IOException;
import java.nio.file.Files;
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
      // Three models, each attacked in turn.
      assertThat(attack.get("members").asInt() + attack.get("strangers").asInt())
          .isBetween(60, 180);
    }
    assertThat(shop.work().resolve("models")).doesNotExist();
    assertThat(shop.run("audit-privacy", "--shadows", "0").code()).isEqualTo(2);
  }

  @Test
  void whatIsPromisedStandsInManifestCardAndAudit() throws IOException {
    PrivateShop shop = new PrivateShop(folder).write(60, "popularity", "{ pseudonyms: true }");
    String setting = "models.popularity.epsilon=2";
    Outcome trained = shop.run("train", "-s", setting);
    assertThat(trained.code()).as(trained.err()).isZero();
    Path bundle = shop.work().resolve("models/popularity");
    bundle = bundle.resolve(Files.readString(bundle.resolve("CURRENT")).strip());
    JsonNode notes =
        new ObjectMapper().readTree(Files.readString(bundle.resolve("manifest.json"))).get("notes");
    double noise = notes.get("privacy.noise").asDouble();
    double spent = RenyiAccountant.EMPTY.with(noise, 1, 1).epsilon(1e-6);
    assertThat(notes.get("privacy.epsilon").asDouble())
        .isCloseTo(spent, within(1e-3))
        .isBetween(1.98, 2.0);
    assertThat(Files.readString(bundle.resolve("model-card.md")))
        .contains("| epsilon | " + notes.get("privacy.epsilon").asString())
        .contains("| delta | 0.000001 |");
    JsonNode told =
        new ObjectMapper()
            .readTree(shop.run("audit-privacy", "-s", setting, "--shadows", "1", "--json").out());
    for (JsonNode attack : told) {
      assertThat(attack.get("promisedAuc").asDouble())
          .isCloseTo(1 - 1 / (1 + Math.exp(spent)), within(1e-3));
      assertThat(attack.get("kept").asBoolean()).isTrue();
    }
  }
}
