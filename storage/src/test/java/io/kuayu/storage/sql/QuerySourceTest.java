package io.kuayu.storage.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import io.kuayu.core.Progress;
import io.kuayu.core.settings.Setting;
import io.kuayu.core.settings.Settings;
import io.kuayu.core.settings.SettingsException;
import io.kuayu.corpus.Corpus;
import io.kuayu.corpus.report.BadRow;
import io.kuayu.corpus.settings.CorpusSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Queries of real databases as sources of a corpus. */
final class QuerySourceTest {
  /** A variable that every process has, so that its value can be a password. */
  private static final String VARIABLE = "PATH";

  @TempDir private Path folder;
  private final Map<String, Setting> keys = new LinkedHashMap<>();

  @Test
  void aTableOfPostgresIsReadWithPathsAndMoments() throws SQLException {
    String url = postgres();
    configure(url, "SELECT * FROM sales").put("where", scalar("who <> 'dan'"));
    set("login", "reader");
    set("password-env", VARIABLE);
    set("user", "who");
    set("item", "info.sku");
    set("timestamp", "at");
    set("value", "price");
    Corpus corpus = prepare();
    assertThat(corpus.interactions().events()).isEqualTo(3);
    assertThat(IntStream.range(0, 3).mapToLong(corpus.interactions()::timestamp))
        .contains(1_735_732_800L, 1_735_819_200L);
    assertThat(corpus.catalogue().items()).extracting(item -> item.key().id()).contains("t1");
    assertThat(corpus.report().rules().getFirst().first())
        .containsExactly(new BadRow(url, 4, "user bob"));
    assertThat(Corpus.isCurrent(settings(), folder.resolve("work"))).isTrue();
    assertThat(folder.resolve("work/corpus/manifest.json"))
        .content()
        .doesNotContain(System.getenv(VARIABLE));
    change(url, "UPDATE sales SET price = 7 WHERE n = 1");
    assertThat(Corpus.isCurrent(settings(), folder.resolve("work"))).isFalse();
  }

  @Test
  void whatPostgresRefusesHasARemedy() throws SQLException {
    String url = postgres();
    set("login", "reader");
    set("password-env", VARIABLE);
    expect(configure(url, "SELECT * FROM sale"), ErrorCode.SOURCE_FAILED, "names of tables");
    expect(configure(url, "SELECT * FROM hidden"), ErrorCode.SOURCE_FAILED, "grant SELECT");
    expect(configure(url, "SELEC 1"), ErrorCode.SOURCE_FAILED, "one SELECT");
    expect(
        configure(url, "DELETE FROM sales RETURNING *"),
        ErrorCode.SOURCE_FAILED,
        "nothing is written");
    expect(configure(url, "SELECT 1 AS a, 2 AS a"), ErrorCode.INVALID_COLUMNS, "with AS");
    expect(
        configure(url.replaceFirst("test\\d+$", "nowhere"), "SELECT 1"),
        ErrorCode.SOURCE_UNREACHABLE,
        "name of the database");
    expect(
        configure(url.replaceFirst(":\\d+/", ":1/"), "SELECT 1"),
        ErrorCode.SOURCE_UNREACHABLE,
        "that the database runs");
    set("password-env", "LANG_THAT_IS_NOT_SET");
    expect(configure(url, "SELECT 1"), ErrorCode.SOURCE_UNREACHABLE, "set it to the password");
    set("password-env", "JAVA_HOME");
    set("login", PostgresCluster.USER);
    if (System.getenv("JAVA_HOME") != null) {
      expect(configure(url, "SELECT 1"), ErrorCode.SOURCE_UNREACHABLE, "check 'login'");
    }
  }

  @Test
  void aFileOfSqliteIsReadAndNeverMadeOrChanged() throws SQLException, IOException {
    change(
        "jdbc:sqlite:" + folder.resolve("shop.db"),
        "CREATE TABLE sales (user TEXT, item TEXT, time INTEGER)",
        "INSERT INTO sales VALUES ('ann', 'x', 1400000000), ('ann', NULL, 1400000001), ('bob', 'y', 1400000002)");
    byte[] before = Files.readAllBytes(folder.resolve("shop.db"));
    configure("jdbc:sqlite:shop.db", "SELECT * FROM sales;");
    assertThat(prepare().interactions().events()).isEqualTo(2);
    assertThat(Files.readAllBytes(folder.resolve("shop.db"))).isEqualTo(before);
    configure("jdbc:sqlite:none.db", "SELECT * FROM sales");
    expect(keys, ErrorCode.SOURCE_UNREACHABLE, "check 'url'");
    assertThat(folder.resolve("none.db")).doesNotExist();
    expect(
        configure("jdbc:sqlite:shop.db", "SELECT * FROM sale"),
        ErrorCode.SOURCE_FAILED,
        "names of tables");
  }

  @Test
  void aVersionTellsWithoutTheQueryThatNothingHasChanged() throws SQLException {
    String url = "jdbc:sqlite:" + folder.resolve("shop.db");
    change(
        url,
        "CREATE TABLE sales (user TEXT, item TEXT, time INTEGER)",
        "INSERT INTO sales VALUES ('ann', 'x', 1400000000), ('bob', 'y', 1400000002)");
    configure("jdbc:sqlite:shop.db", "SELECT * FROM sales");
    set("version", "SELECT max(time), count(*) FROM sales;");
    var _ = prepare();
    // It is what this version cannot tell: the rows are not looked at.
    change(url, "UPDATE sales SET item = 'z' WHERE user = 'ann'");
    assertThat(Corpus.isCurrent(settings(), folder.resolve("work"))).isTrue();
    change(url, "INSERT INTO sales VALUES ('ann', 'y', 1400000003)");
    assertThat(Corpus.isCurrent(settings(), folder.resolve("work"))).isFalse();
    assertThat(prepare().interactions().events()).isEqualTo(3);
    // Another version knows nothing of what was, so the rows tell.
    set("version", "SELECT count(*) FROM sales");
    assertThat(Corpus.isCurrent(settings(), folder.resolve("work"))).isTrue();
    set("version", "SELECT count(*) FROM sale");
    assertThat(Corpus.isCurrent(settings(), folder.resolve("work"))).isFalse();
    expect(keys, ErrorCode.SOURCE_FAILED, "names of tables");
  }

  @Test
  void passwordsInFilesAreRefused() {
    for (String url :
        List.of(
            "jdbc:postgresql://h/d?user=a&password=b",
            "jdbc:postgresql://a:b@h/d",
            "jdbc:sqlserver://h;password=b")) {
      configure(url, "SELECT 1");
      assertThatThrownBy(this::settings)
          .as(url)
          .isInstanceOf(SettingsException.class)
          .hasMessageContaining("url: holds a password")
          .hasMessageContaining("'password-env'");
    }
    set("password", "b");
    configure("jdbc:postgresql://h/d", "SELECT 1");
    assertThatThrownBy(this::settings).hasMessageContaining("would be a secret in a file");
  }

  @Test
  void aDriverThatIsMissingIsNamed() {
    expect(
        configure("jdbc:oracle:thin:@h", "SELECT 1"),
        ErrorCode.SOURCE_UNREACHABLE,
        "put the driver of this database on the class path");
  }

  @Test
  void rowsAreStreamed() throws SQLException {
    String url = postgres();
    set("login", "reader");
    set("password-env", VARIABLE);
    configure(
        url,
        "SELECT 'u' || n % 100 AS user, 'i' || n % 50 AS item, 1400000000 + n AS time FROM generate_series(1, 12000) AS n");
    assertThat(prepare().interactions().events()).isEqualTo(12_000);
  }

  /** A database with a role that may read some of it. */
  private static String postgres() throws SQLException {
    String url = PostgresCluster.shared().database();
    String password = System.getenv(VARIABLE).replace("'", "''");
    change(
        url,
        "CREATE TABLE sales (n INTEGER, who TEXT, info JSONB, at TIMESTAMPTZ, price NUMERIC(9, 2))",
        "INSERT INTO sales VALUES (1, 'ann', '{\"sku\": \"t1\"}', '2025-01-01 13:00:00+01', 1.5), (2, 'ann', '{\"sku\": \"t2\"}', '2025-01-02 13:00:00+01', 2), (3, 'dan', '{\"sku\": \"t2\"}', NULL, 2), (4, 'bob', '{}', '2025-01-01', 2), (5, 'bob', '{\"sku\": \"t1\"}', '2025-01-01', NULL)",
        "CREATE TABLE hidden (n INTEGER)",
        "DO $$ BEGIN CREATE ROLE reader LOGIN PASSWORD '"
            + password
            + "'; EXCEPTION WHEN duplicate_object THEN NULL; END $$",
        "GRANT SELECT, DELETE ON sales TO reader");
    return url;
  }

  private static void change(String url, String... statements) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(url, PostgresCluster.USER, PostgresCluster.PASSWORD);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private void expect(Map<String, Setting> configured, ErrorCode code, String remedy) {
    assertThat(configured).isNotEmpty();
    assertThatThrownBy(this::prepare)
        .isInstanceOfSatisfying(
            KuayuException.class,
            e -> {
              assertThat(e.code()).isEqualTo(code);
              assertThat(e.remedy()).contains(remedy);
              assertThat(e.getMessage()).doesNotContain(System.getenv(VARIABLE));
            });
  }

  private Map<String, Setting> configure(String url, String query) {
    set("source", "jdbc");
    set("url", url);
    set("query", query);
    return keys;
  }

  private void set(String key, String value) {
    keys.put(key, scalar(value));
  }

  private static Setting scalar(String value) {
    return new Setting.Scalar(value, "test.yaml:1");
  }

  private CorpusSettings settings() {
    Setting.Tree tree =
        new Setting.Tree(Map.of("skip-bad-rows", scalar("true")), "test.yaml")
            .with(List.of("domains", "shop", "events"), new Setting.Tree(keys, "test.yaml"));
    Settings root = Settings.of(tree);
    CorpusSettings settings = CorpusSettings.read(root, folder);
    root.check();
    return settings;
  }

  private Corpus prepare() {
    var _ = Corpus.prepare(settings(), folder.resolve("work"), Progress.NONE);
    return Corpus.open(folder.resolve("work"));
  }
}
