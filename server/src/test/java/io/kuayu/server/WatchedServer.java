package io.kuayu.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.storage.access.Grant;
import io.kuayu.storage.access.KeyRing;
import io.kuayu.storage.access.Role;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * A server that is asked wrong things. After each test its log must hold no id of a person and no
 * secret.
 */
@Isolated("reads the error stream of the whole process")
abstract class WatchedServer {
  @TempDir Path folder = Path.of(".");

  private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
  private final PrintStream before = System.err;
  KuayuServer server;
  Visitor visitor;
  String secret;

  @BeforeEach
  void start() {
    System.setErr(new PrintStream(logged, true, StandardCharsets.UTF_8));
    SmallShop shop = new SmallShop(folder).train();
    secret =
        KeyRing.in(shop.access())
            .create("all", Set.of(new Grant(Role.ADMIN, "*")), Optional.empty())
            .secret();
    server = shop.serve();
    visitor = Visitor.at(server.port()).as(secret);
  }

  @AfterEach
  void stop() {
    server.close();
    System.setErr(before);
    assertThat(logged.toString(StandardCharsets.UTF_8))
        .doesNotContain(secret, "hidden-person", "eyJ", folder.toString(), "ERROR");
  }

  static String encoded(String id) {
    String encoded = URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    return encoded.chars().allMatch(letter -> letter == '.')
        ? encoded.replace(".", "%2E")
        : encoded;
  }
}
