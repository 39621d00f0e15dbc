package io.kuayu.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.kuayu.application.settings.MediaFetchSettings;
import io.kuayu.storage.access.Grant;
import io.kuayu.storage.access.KeyRing;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images of items: who sees them, how they are sent, and from where they may come. */
class ItemImageTest {
  private static final String BOOKS = "/api/v1/domains/books/items/";

  @TempDir Path folder;

  @Test
  void showsAnImageOnceAndThenSaysThatItIsTheSame() {
    try (KuayuServer server = shop().serve()) {
      Visitor visitor = Visitor.at(server.port());
      Visitor.Answer first = visitor.get(BOOKS + "i5/image");
      assertThat(first.status()).isEqualTo(200);
      assertThat(first.header("Content-Type")).isEqualTo("image/jpeg");
      assertThat(first.header("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(first.header("Content-Security-Policy")).isEqualTo("default-src 'none'");
      assertThat(first.header("Cache-Control")).isEqualTo("private, no-cache");
      String tag = first.header("ETag");
      Visitor again = visitor.with("If-None-Match", "\"other\", " + tag);
      Visitor.Answer known = again.get(BOOKS + "i5/image");
      assertThat(known.status()).isEqualTo(304);
      assertThat(known.text()).isEmpty();
      assertThat(known.header("ETag")).isEqualTo(tag);
      put(visitor, "i5", Base64.getEncoder().encodeToString(TestPicture.png(9, 9, 0xff0000)));
      assertThat(again.get(BOOKS + "i5/image").status()).isEqualTo(200);
    }
  }

  @Test
  void saysWhichItemsHaveImages() {
    try (KuayuServer server = shop().serve()) {
      Visitor visitor = Visitor.at(server.port());
      visitor.get(BOOKS + "i4/image").isProblem(404, "no-image");
      visitor.get(BOOKS + "none/image").isProblem(404, "unknown-item");
      visitor.get("/api/v1/domains/none/items/i5/image").isProblem(404, "unknown-domain");
      var items = visitor.get("/api/v1/users/u1/recommendations?k=40&seen=include").json();
      assertThat(
              items
                  .get("items")
                  .valueStream()
                  .filter(item -> item.has("media"))
                  .map(item -> item.get("item").asString()))
          .containsOnly("i5");
      var found = visitor.get("/api/v1/domains/books/items?query=title&k=20").json().get("items");
      assertThat(found.valueStream().filter(item -> item.has("media"))).hasSize(1);
    }
  }

  @Test
  void aCallerOfAnotherDomainLearnsNothingOfIt() {
    SmallShop shop = shop();
    String games =
        KeyRing.in(shop.access())
            .create("games", Set.of(Grant.parse("reader:games")), Optional.empty())
            .secret();
    try (KuayuServer server = shop.serve()) {
      Visitor stranger = Visitor.at(server.port()).as(games);
      assertThat(stranger.get("/api/v1/domains/games/items/i5/image").status()).isEqualTo(200);
      for (String item : new String[] {"i5", "i4", "none"}) {
        stranger.get(BOOKS + item + "/image").isProblem(403, "forbidden");
      }
    }
  }

  @Test
  void fetchesAnImageFromAHostThatIsConfiguredAndNoOther() throws Exception {
    byte[] picture = TestPicture.png(30, 30, 0x00ff00);
    HttpServer shelf =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    shelf.createContext(
        "/green.png",
        exchange -> {
          exchange.sendResponseHeaders(200, picture.length);
          exchange.getResponseBody().write(picture);
          exchange.close();
        });
    shelf.start();
    String host = "127.0.0.1:" + shelf.getAddress().getPort();
    MediaFetchSettings fetch =
        new MediaFetchSettings(Set.of(host), true, Set.of("127.0.0.1"), Duration.ofSeconds(60));
    SmallShop shop = shop();
    try (KuayuServer server = shop.serve(shop.settings().with(fetch))) {
      Visitor visitor = Visitor.at(server.port());
      assertThat(put(visitor, "green", "http://" + host + "/green.png").status()).isEqualTo(201);
      assertThat(visitor.get(BOOKS + "green/image").status()).isEqualTo(200);
      assertThat(
              put(visitor, "red", "http://" + host + "/none.png")
                  .isProblem(400, "bad-parameter")
                  .detail())
          .contains("media[0].image", "status 404");
      assertThat(put(visitor, "red", "http://localhost/").isProblem(400, "bad-parameter").detail())
          .contains("none of those");
      String line =
          "{\"item\":\"many\",\"title\":\"Many\",\"media\":[{\"image\":\"http://"
              + host
              + "/green.png\"}]}\n";
      var lines =
          visitor
              .with("Content-Type", Visitor.LINES)
              .post("/api/v1/domains/books/items", line)
              .json();
      assertThat(lines.get("lines").get(0).get("detail").asString()).contains("fetches nothing");
    } finally {
      shelf.stop(0);
    }
  }

  private SmallShop shop() {
    return new SmallShop(folder).train();
  }

  private static Visitor.Answer put(Visitor visitor, String item, String image) {
    return visitor.put(
        BOOKS + item, "{\"title\":\"New\",\"media\":[{\"image\":\"" + image + "\"}]}");
  }
}
