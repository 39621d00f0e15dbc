package com.example.kuayu;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.kuayu.WebShop.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The commands of Kuayu with the extensions on the class path and a {@code kuayu.yaml}. */
class CommandsWithExtensionsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path folder;
  private static WebShop shop = new WebShop(Path.of(""));

  @BeforeAll
  static void openShop() throws IOException {
    shop = new WebShop(folder).write(60);
  }

  private static String done(String command, String... arguments) {
    Outcome outcome = shop.run(command, arguments);
    assertThat(outcome.code()).as(outcome.err()).isZero();
    return outcome.out();
  }

  @Test
  void aSourceIsPreparedAndItsBadLinesAreToldByNumber() {
    assertThat(done("prepare", "--json")).contains("web-log", "access.log");
    assertThat(done("prepare")).contains("access.log:1");
  }

  @Test
  void aFamilyIsTrainedMeasuredAndExplained() {
    var _ = done("train", "-m", "co-purchase");
    JsonNode measured = JSON.readTree(done("evaluate", "-m", "co-purchase", "--json"));
    for (String domain : List.of("shop", "blog")) {
      // Chance reaches .29 among ten items.
      assertThat(measured.get("domains").get(domain).get("mrr").asDouble()).isGreaterThan(.5);
    }
    JsonNode list =
        JSON.readTree(done("recommend", "--user", "visitor7", "--explain", "--json", "-k", "4"));
    assertThat(list).hasSize(4);
    assertThat(list.get(0).get("source").asString()).isEqualTo("co-purchase");
    assertThat(list.get(0).get("reasons").get(0).get("kind").asString()).isEqualTo("history");
    assertThat(list.get(0).get("reasons").get(0).get("text").asString()).contains("looked at");
  }

  @Test
  void anEncoderIsChosenByItsName() {
    JsonNode list =
        JSON.readTree(
            done("recommend", "--history", "blog:on-tea", "-m", "text", "--json", "-k", "1"));
    assertThat(list.get(0).get("item").asString()).contains("tea");
  }

  @Test
  void aFamilyTakesPartInTheBlend() {
    String measured = done("evaluate", "-m", "blend", "--experts", "--no-transfer", "--json");
    assertThat(measured).contains("blend/co-purchase", "blend/text");
    Outcome wrong = shop.run("evaluate", "-s", "models.blend.experts=[co-purchas]");
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err()).contains("did you mean 'co-purchase'?");
  }

  @Test
  void wrongKeysOfAnExtensionAreToldWithTheirPlace() {
    Outcome option = shop.run("train", "-s", "models.co-purchase.hour=12");
    assertThat(option.code()).isEqualTo(2);
    assertThat(option.err()).contains("models.co-purchase.hour", "did you mean 'hours'?");
    Outcome key = shop.run("prepare", "-s", "domains.shop.events.prefx=/x/");
    assertThat(key.code()).isEqualTo(2);
    assertThat(key.err()).contains("domains.shop.events.prefx", "did you mean 'prefix'?");
    Outcome value = shop.run("prepare", "-s", "domains.shop.events.prefix=shop");
    assertThat(value.err()).contains("begin and end it with /");
  }
}
