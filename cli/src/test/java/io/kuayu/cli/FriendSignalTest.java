package io.kuayu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.cli.Shop.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** What friends took, from the file of ties to the answers of commands and server. */
class FriendSignalTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ID = "somebody-";
  private static final String ASKER = PrivateShop.user(0);
  private static final List<String> FRIENDS =
      List.of(PrivateShop.user(1), PrivateShop.user(2), PrivateShop.user(3));
  private static final String EVENT =
      "{\"user\":\"%s\",\"domain\":\"food\",\"item\":\"%s\",\"id\":\"%s\"}";
  private static final String CONSENT =
      "{\"consents\":[{\"from\":\"food\",\"to\":\"food\",\"purpose\":\"personalisation\",\"granted\":false}]}";

  @TempDir Path folder = Path.of(".");

  /** Three friends take what nobody else knows, and the asker comes after. */
  private PrivateShop shop() throws IOException {
    PrivateShop shop = new PrivateShop(folder).write(20, "friends", "{ pseudonyms: true }");
    append("food-items.csv", "fx,Bread\nfy,Jam\n");
    append("kitchen-items.csv", "kx,Pan\n");
    StringBuilder ties = new StringBuilder("who,whom\n");
    for (String friend : FRIENDS) {
      ties.append(ASKER).append(',').append(friend).append('\n');
      append("food-events.csv", friend + ",fx,1700900000\n");
      append("kitchen-events.csv", friend + ",kx,1700900001\n");
    }
    append("food-events.csv", ASKER + ",f1,1701000000\n");
    Files.writeString(folder.resolve("friends.csv"), ties);
    append("kuayu.yaml", "friends: { path: friends.csv, user: who, friend: whom }\n");
    return shop;
  }

  private void append(String file, String text) throws IOException {
    Files.writeString(folder.resolve(file), text, StandardOpenOption.APPEND);
  }

  @Test
  void commandsUseFriendsAndTellNobodysName() throws Exception {
    PrivateShop shop = shop();
    Outcome list =
        shop.run("recommend", "--user", ASKER, "--domains", "food", "--explain", "--json");
    assertThat(list.code()).as(list.err()).isZero();
    JsonNode best = JSON.readTree(list.out()).get(0);
    assertThat(best.get("item").asString()).isEqualTo("fx");
    assertThat(best.get("source").asString()).isEqualTo("friends");
    assertThat(best.get("reasons").get(0).get("text").asString())
        .isEqualTo("3 of your friends chose it in food");
    assertThat(list.out()).doesNotContain(FRIENDS.getFirst());

    JsonNode held = JSON.readTree(shop.run("export", "--user", ASKER).out());
    assertThat(held.get("friends")).hasSize(3);
    assertThat(held.get("friends").toString()).doesNotContain(ID);
    assertThat(held.get("lists").get("kitchen").get(0).get("item").asString()).isEqualTo("kx");
    assertThat(shop.filesWith(ID)).isEmpty();

    Path lists = folder.resolve("lists.jsonl");
    assertThat(shop.run("batch", "--out", lists.toString()).code()).isZero();
    assertThat(Files.readString(lists)).contains("\"kx\"");
    Outcome evaluated = shop.run("evaluate", "--json");
    assertThat(evaluated.code()).as(evaluated.err()).isZero();

    assertThat(shop.run("forget", "--user", FRIENDS.getLast(), "--verify").code()).isZero();
    assertThat(JSON.readTree(shop.run("export", "--user", ASKER).out()).get("friends")).hasSize(2);
    Outcome after =
        shop.run("recommend", "--user", ASKER, "--domains", "food", "--explain", "--json");
    assertThat(score(JSON.readTree(after.out()), "fx")).isZero();
    assertThat(after.out()).doesNotContain("of your friends chose it in food\"");
  }

  @Test
  void theNextAnswerOfTheServerFollowsEventsConsentAndErasure() throws Exception {
    PrivateShop shop = shop();
    try (Served served = new Served(shop.configuration())) {
      assertThat(score(served, "food", "fx")).isPositive();
      assertThat(score(served, "food", "fy")).isZero();
      for (String friend : FRIENDS) {
        served.send("POST", "/api/v1/events", EVENT.formatted(friend, "fy", friend));
      }
      served.send("POST", "/api/v1/events", EVENT.formatted(ASKER, "f2", "last"));
      assertThat(score(served, "food", "fy")).isPositive();

      served.send("PUT", "/api/v1/users/" + FRIENDS.getFirst() + "/consents", CONSENT);
      assertThat(score(served, "food", "fx")).isZero();
      assertThat(score(served, "food", "fy")).isZero();
      assertThat(score(served, "kitchen", "kx")).isPositive();

      String gone = FRIENDS.getLast();
      String name = shop.run(List.of("pseudonyms", "of"), gone).out().strip().split("\t", 2)[1];
      assertThat(shop.filesWith(name)).contains(shop.work().resolve("corpus/friends.parquet"));
      served.send("DELETE", "/api/v1/users/" + gone, "");
      assertThat(score(served, "kitchen", "kx")).isZero();
      assertThat(shop.filesWith(name)).isEmpty();
      assertThat(served.get("/api/v1/users/" + ASKER).get("friends")).hasSize(2);
    }
  }

  private static double score(Served served, String domain, String item) {
    return score(
        served
            .get("/api/v1/users/%s/recommendations?k=50&domains=%s".formatted(ASKER, domain))
            .get("items"),
        item);
  }

  private static double score(JsonNode items, String item) {
    return items
        .valueStream()
        .filter(one -> one.get("item").asString().equals(item))
        .mapToDouble(one -> one.get("score").asDouble())
        .sum();
  }
}
