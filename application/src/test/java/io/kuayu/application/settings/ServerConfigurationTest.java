package io.kuayu.application.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kuayu.core.settings.SettingProblem;
import io.kuayu.core.settings.SettingsException;
import io.kuayu.storage.access.Grant;
import io.kuayu.storage.access.Role;
import io.kuayu.storage.sql.StoreSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The block {@code server} of a configuration. */
class ServerConfigurationTest {
  private static final String DATA =
      """
      workdir: work
      domains:
        books:
          items:  { path: items.csv, id: item, text: [title] }
          events: { path: events.csv, user: user, item: item, timestamp: time }
      """;

  @TempDir Path folder;

  @Test
  void withoutTheBlockItIsThisMachineAloneAndOneFile() throws IOException {
    ServerSettings settings = read("", Map.of());
    assertThat(settings.host()).isEqualTo("127.0.0.1");
    assertThat(settings.port()).isEqualTo(8080);
    assertThat(settings.store())
        .isEqualTo(new StoreSettings.Sqlite(folder.resolve("work/store/kuayu.db")));
    assertThat(settings.access()).isEqualTo(folder.resolve("work/access"));
    assertThat(settings.tokens()).isEmpty();
    assertThat(settings.limits()).isEqualTo(RequestLimits.DEFAULT);
  }

  @Test
  void everythingCanBeSet() throws IOException {
    Files.writeString(folder.resolve("issuer.json"), "{\"keys\":[]}");
    Files.writeString(folder.resolve("chain.pem"), "a certificate");
    ServerSettings settings =
        read(
            """
            server:
              host: 0.0.0.0
              port: 9090
              store: { sqlite: elsewhere/events.db }
              jwt:
                issuer: https://login.example
                audience: kuayu
                keys: issuer.json
                roles-claim: realm_access.roles
                roles: { staff: [reader, "curator:books"], boss: admin }
              limits: { body-bytes: 2048, k: 50, history: 60, candidates: 70, filter-conditions: 8,
                        bulk-bytes: 4096, requests-per-second: 0.5, burst: 3, concurrent: 2,
                        concurrent-per-caller: 4, concurrent-heavy: 1, work-per-second: 10,
                        work-burst: 100, time-budget: 1.5 }
              connections: { max: 100, header-timeout: 1, body-timeout: 2, idle-timeout: 3,
                             drain: 4.5 }
              tls: { certificate: chain.pem, key: "${TLS_KEY}" }
            """,
            Map.of(
                "KUAYU_SERVER_PORT",
                "9191",
                "TLS_KEY",
                "-----BEGIN PRIVATE KEY-----\nsecret-key\n-----END PRIVATE KEY-----\n"));
    assertThat(settings.host()).isEqualTo("0.0.0.0");
    assertThat(settings.port()).isEqualTo(9191);
    assertThat(settings.store())
        .isEqualTo(new StoreSettings.Sqlite(folder.resolve("elsewhere/events.db")));
    assertThat(settings.limits())
        .isEqualTo(
            new RequestLimits(
                2048,
                4096,
                50,
                60,
                70,
                8,
                .5,
                3,
                2,
                300,
                new WorkLimits(4, 1, 10, 100, Duration.ofMillis(1_500))));
    assertThat(settings.connections())
        .isEqualTo(
            new ConnectionSettings(
                100,
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                Duration.ofSeconds(3),
                Duration.ofMillis(4_500)));
    assertThat(settings.tls())
        .hasValueSatisfying(
            tls -> {
              assertThat(tls.certificate()).isEqualTo(folder.resolve("chain.pem"));
              assertThat(tls.keyFile()).isEmpty();
              assertThat(tls.toString() + settings.described()).doesNotContain("secret-key");
            });
    assertThat(settings.tokens())
        .hasValueSatisfying(
            tokens -> {
              assertThat(tokens.keys()).isEqualTo(folder.resolve("issuer.json").toString());
              assertThat(tokens.roles())
                  .containsEntry("boss", Set.of(new Grant(Role.ADMIN, "*")))
                  .containsEntry(
                      "staff",
                      Set.of(new Grant(Role.READER, "*"), new Grant(Role.CURATOR, "books")));
            });
  }

  @Test
  void aPasswordComesFromTheEnvironmentAndIsNotShown() throws IOException {
    ServerSettings settings =
        read(
            "server: { store: { postgresql: { url: 'jdbc:postgresql://db/kuayu', user: kuayu } } }",
            Map.of("KUAYU_SERVER_STORE_POSTGRESQL_PASSWORD", "hush-hush"));
    assertThat(settings.store())
        .isEqualTo(new StoreSettings.Postgres("jdbc:postgresql://db/kuayu", "kuayu", "hush-hush"));
    assertThat(settings.described().toString() + settings).contains("db/kuayu");
    assertThat(settings.described().toString() + settings).doesNotContain("hush");
  }

  @Test
  void allThatIsWrongIsToldAtOnce() {
    assertThatThrownBy(
            () ->
                read(
                    """
                    server:
                      prot: 1
                      port: 70000
                      store:
                        sqlite: a.db
                        postgresql: { url: 'jdbc:mysql://x/?password=p', usr: me }
                      jwt:
                        isuer: x
                        keys: http://insecure.example/keys
                        roles: { staff: [reeder] }
                      limits:
                        k: 0
                        filter-condition: 5
                    """,
                    Map.of()))
        .asInstanceOf(InstanceOfAssertFactories.type(SettingsException.class))
        .satisfies(
            failure ->
                assertThat(failure.problems().stream().map(SettingProblem::toString))
                    .anyMatch(
                        told -> told.contains("server.prot: unknown key; did you mean 'port'"))
                    .anyMatch(told -> told.contains("server.port: is '70000'"))
                    .anyMatch(told -> told.contains("server.store.sqlite: is set beside"))
                    .anyMatch(told -> told.contains("postgresql.url: is no address"))
                    .anyMatch(told -> told.contains("postgresql.url: holds a password"))
                    .anyMatch(told -> told.contains("postgresql.usr: unknown key"))
                    .anyMatch(told -> told.contains("postgresql.user: is not set"))
                    .anyMatch(
                        told -> told.contains("jwt.isuer: unknown key; did you mean 'issuer'"))
                    .anyMatch(told -> told.contains("jwt.issuer: is not set"))
                    .anyMatch(told -> told.contains("jwt.audience: is not set"))
                    .anyMatch(told -> told.contains("jwt.keys: is no https address"))
                    .anyMatch(told -> told.contains("jwt.roles.staff: there is no role 'reeder'"))
                    .anyMatch(told -> told.contains("limits.k: is '0'"))
                    .anyMatch(told -> told.contains("did you mean 'filter-conditions'"))
                    .hasSize(14));
  }

  private ServerSettings read(String block, Map<String, String> environment) throws IOException {
    Path file = Files.writeString(folder.resolve("kuayu.yaml"), DATA + block);
    return Configuration.read(ConfigFile.open(file, List.of(), environment)).server();
  }
}
