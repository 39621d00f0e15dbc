package io.kuayu.corpus.jdbc;

import io.kuayu.core.settings.Settings;
import io.kuayu.corpus.database.Database;
import io.kuayu.corpus.source.EventSource;
import io.kuayu.corpus.source.ItemSource;
import io.kuayu.corpus.source.RecordRelation;
import io.kuayu.corpus.source.SourceRelation;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The rows of a query. They are read in a transaction that only reads, as a stream: once for the
 * {@linkplain #fingerprint fingerprint}, whenever a command asks whether the corpus is current, and
 * once to prepare. Positions are the numbers of rows, from 1, in the order of the query.
 *
 * @param place where the configuration names the address
 * @param url address of the database, without a password
 * @param query one SELECT
 * @param login who reads, as the database knows them
 * @param passwordVariable name of the environment variable that holds the password
 */
record JdbcSource(
    String place,
    String url,
    String query,
    Optional<String> login,
    Optional<String> passwordVariable)
    implements EventSource, ItemSource {
  private static final String FORMAT = "jdbc";
  private static final String SQLITE = "jdbc:sqlite:";
  private static final Pattern SECRET =
      Pattern.compile("(?i).*([?&;:]\\s*[a-z]*password\\s*=|://[^/?@]*:[^/?@]*@).*");

  static JdbcSource read(Settings block, Path base) {
    String url = block.required("url");
    if (!url.isEmpty() && !url.startsWith("jdbc:")) {
      block.problem(
          "url", "is no address of JDBC", "write such as jdbc:postgresql://HOST/DATABASE");
    }
    String remedy = "put it into an environment variable and name that with 'password-env'";
    if (SECRET.matcher(url).matches()) {
      block.problem("url", "holds a password", remedy);
    }
    if (block.has("password")) {
      block.problem("password", "would be a secret in a file", remedy);
    }
    return new JdbcSource(
        block.where("url"),
        located(url, base),
        block.required("query").strip().replaceFirst(";$", ""),
        block.text("login"),
        block.text("password-env"));
  }

  /** The address with a file of SQLite beside the configuration. */
  private static String located(String url, Path base) {
    String file = url.startsWith(SQLITE) ? url.substring(SQLITE.length()) : "";
    return file.isEmpty() || file.startsWith("file:") || file.startsWith(":")
        ? url
        : SQLITE + base.resolve(file).normalize();
  }

  @Override
  public String name() {
    return url.replaceFirst("[?;].*", "");
  }

  @Override
  public String fingerprint() {
    RowDigest digest = new RowDigest();
    try (QueryRows rows = QueryRows.open(this)) {
      digest.begin(rows.columns());
      rows.stream().forEach(record -> digest.add(record.values()));
    }
    return digest.text();
  }

  @Override
  public Map<String, Object> described() {
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("url", url.startsWith(SQLITE) ? SQLITE : name());
    described.put("query", query);
    return described;
  }

  @Override
  public SourceRelation open(Database database) {
    try (QueryRows rows = QueryRows.open(this)) {
      List<String> columns = rows.columns();
      return RecordRelation.load(database, FORMAT, columns, rows.stream());
    }
  }
}
