package io.kuayu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.cli.Shop.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing takes effect that the audit log cannot record. */
class AuditedCommandsTest {
  private static final String USER = PrivateShop.user(7);

  @TempDir Path folder = Path.of(".");

  @Test
  void whereTheLogCannotBeWrittenNothingIsDone() throws IOException {
    PrivateShop shop =
        new PrivateShop(folder)
            .write(20, "popularity", "{ pseudonyms: true, retention: { days: 36500 } }");
    assertThat(shop.run("train").code()).isZero();
    assertThat(shop.run(List.of("consent", "grant"), "--user", USER).code()).isZero();
    assertThat(shop.run("forget", "--user", "nobody").code()).isZero();
    assertThat(shop.run(List.of("keys", "create"), "--name", "first", "--role", "reader").code())
        .isZero();
    Path consents = folder.resolve("consents.csv");
    Files.writeString(consents, "user,from,to,purpose,granted\n" + USER + ",,,,false\n");
    String allowed = shop.run(List.of("consent", "show"), "--user", USER).out();
    Path log = shop.work().resolve("access/audit.jsonl");
    Path kept = folder.resolve("audit.jsonl");
    Files.move(log, kept);
    Installation before = Installation.of(shop.work());
    String key = Files.readString(folder.resolve("kuayu.key"));

    Files.createDirectory(log);
    refuses(shop, consents);
    Files.delete(log);
    Path full = Path.of("/dev/full");
    if (Files.exists(full)) {
      Files.createSymbolicLink(log, full);
      refuses(shop, consents);
      Files.delete(log);
    }

    assertThat(Installation.of(shop.work())).isEqualTo(before);
    assertThat(Files.readString(folder.resolve("kuayu.key"))).isEqualTo(key);
    assertThat(shop.run(List.of("consent", "show"), "--user", USER).out()).isEqualTo(allowed);
    Files.move(kept, log);
    assertThat(shop.run("forget", "--user", USER, "--verify").code()).isZero();
    assertThat(Installation.of(shop.work()).audit())
        .anyMatch(entry -> entry.startsWith("user.erase intended"))
        .anyMatch(entry -> entry.startsWith("user.erase done"));
    assertThat(shop.run(List.of("audit", "verify")).code()).isZero();
  }

  private static String keyOf(PrivateShop shop) {
    String line = shop.run(List.of("keys", "list")).out();
    return line.substring(0, line.indexOf(' '));
  }

  @Test
  void whatVerifyTellsShowsLaterThatNothingWasCutOff() throws IOException {
    PrivateShop shop = new PrivateShop(folder).write(20, "popularity", "{ pseudonyms: true }");
    String[] create = {"--name", "ops", "--role", "reader"};
    assertThat(shop.run(List.of("keys", "create"), create).code()).isZero();
    assertThat(shop.run(List.of("keys", "create"), create).code()).isZero();
    String told = shop.run(List.of("audit", "verify")).out();
    String entries = told.substring(0, told.indexOf(' '));
    String hash = told.strip().substring(told.strip().lastIndexOf(' ') + 1);
    String[] expected = {"--expect", entries, hash};
    assertThat(shop.run(List.of("audit", "verify"), expected).code()).isZero();
    assertThat(shop.run(List.of("audit", "verify"), "--expect", "x", hash).code()).isEqualTo(2);
    Path log = shop.work().resolve("access/audit.jsonl");
    List<String> lines = Files.readAllLines(log);
    Files.write(log, lines.subList(0, lines.size() - 1));
    assertThat(shop.run(List.of("audit", "verify")).code()).isZero();
    Outcome cut = shop.run(List.of("audit", "verify"), expected);
    assertThat(cut.code()).isEqualTo(1);
    assertThat(cut.out()).contains("FAIL the log ends after entry 3, and it had 4");
  }

  private static void refuses(PrivateShop shop, Path consents) {
    for (List<String> command :
        List.of(
            List.of("forget", "--user", USER),
            List.of("export", "--user", USER),
            List.of("consent", "withdraw", "--user", USER),
            List.of("consent", "import", consents.toString()),
            List.of("retain"),
            List.of("pseudonyms", "rotate"),
            List.of("pseudonyms", "renew"),
            List.of("keys", "create", "--name", "ops", "--role", "admin"),
            List.of("keys", "rotate", keyOf(shop)),
            List.of("keys", "revoke", keyOf(shop)))) {
      Outcome refused =
          shop.run(
              command.subList(0, 1), command.subList(1, command.size()).toArray(String[]::new));
      assertThat(refused.code()).as(command + refused.out()).isEqualTo(1);
      assertThat(refused.out()).as(command.toString()).isEmpty();
    }
  }
}
