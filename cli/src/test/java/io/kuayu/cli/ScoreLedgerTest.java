package io.kuayu.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kuayu.cli.Shop.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the reasons say came from each domain adds up to the score. */
class ScoreLedgerTest {
  private static final List<String> HISTORIES =
      List.of("books:i6,games:i7,games:i8,books:i6,books:i14", "games:i12,games:i13,games:i15");

  @TempDir private Path folder;

  @Test
  void addsUpToTheScoreOfLinearModelsAndOfTheirBlend() throws IOException {
    Shop shop = new Shop(folder).write(60, 20);
    TreeSet<String> domains = new TreeSet<>();
    for (String model :
        List.of("popularity", "recency", "transitions", "item-knn", "ease", "text", "blend")) {
      for (String history : HISTORIES) {
        for (JsonNode item : list(shop, model, history)) {
          String what = model + " for " + history + ": " + item;
          JsonNode ledger = item.get("ledger");
          double sum = 0;
          double shares = 0;
          for (String side : List.of("domains", "other")) {
            for (JsonNode entry : ledger.get(side)) {
              sum += entry.get("amount").asDouble();
              shares += Math.abs(entry.get("share").asDouble());
            }
          }
          double rest = ledger.get("rest").asDouble();
          // The text model begins at the score of an item without text.
          assertThat(rest).as(what).isCloseTo(model.equals("text") ? -1.01 : 0, within(1e-4));
          assertThat(sum + rest).as(what).isCloseTo(item.get("score").asDouble(), within(1e-4));
          assertThat(shares).as(what).isLessThan(1 + 1e-9);
          ledger.get("domains").forEach(entry -> domains.add(entry.get("domain").asString()));
        }
      }
    }
    assertThat(domains).containsExactly("books", "games");
  }

  @Test
  void isTheFirstThingThatTheConsoleTellsAndIsNotThereUnasked() throws IOException {
    Shop shop = new Shop(folder).write(60, 20);
    Outcome text =
        shop.run("recommend", "-m", "item-knn", "--history", "games:i7,books:i11", "--explain");
    assertThat(text.out()).containsPattern("score \\d+\\.\\d{4} = (books|games) \\+");
    Outcome plain =
        shop.run("recommend", "-m", "item-knn", "--history", "games:i7,books:i11", "--json");
    assertThat(plain.out()).contains("score").doesNotContain("ledger");
  }

  private static List<JsonNode> list(Shop shop, String model, String history) {
    Outcome outcome =
        shop.run(
            "recommend",
            "-m",
            model,
            "--history",
            history,
            "--explain",
            "--json",
            "-s",
            "models.blend.experts=[popularity, recency-7, transitions, item-knn, ease, text]");
    assertThat(outcome.code()).as(outcome.err()).isZero();
    List<JsonNode> items = new ArrayList<>();
    JsonMapper.shared().readTree(outcome.out()).forEach(items::add);
    assertThat(items).hasSize(10);
    return items;
  }
}
