package io.kuayu.corpus.jdbc;

import static java.util.stream.Collectors.joining;

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
import org.apache.commons.codec.digest.DigestUtils;

/**
 * The rows of a query. They are read in a transaction that only reads, as a stream: once for the
 * {@linkplain #fingerprint fingerprint}, whenever a command asks whether the corpus is current and
 * the {@linkplain #stamp version} does not tell, and once to prepare. Positions are the numbers of
 * rows, from 1, in the order of the query.
 *
 * @param place where the configuration names the address
 * @param url address of the database, without a password
 * @param query one SELECT
 * @param login who reads, as the database knows them
 * @param passwordVariable name of the environment variable that holds the password
 * @param version a cheap SELECT whose answer changes whenever the rows do
 */
record JdbcSource(
    String place,
    String url,
    String query,
    Optional<String> login,
    Optional<String> passwordVariable,
    Optional<String> version)
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
        select(block.required("query")),
        block.text("login"),
        block.text("password-env"),
        block.text("version").map(JdbcSource::select));
  }

  private static String select(String written) {
    return written.strip().replaceFirst(";$", "");
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

  /** A hash of what {@code version} selects; empty where nothing is selected. */
  @Override
  public String stamp() {
    if (version.isEmpty()) {
      return "";
    }
    JdbcSource cheap =
        new JdbcSource(place, url, version.get(), login, passwordVariable, Optional.empty());
    try (QueryRows rows = QueryRows.open(cheap)) {
      String answer =
          rows.stream().limit(1).map(row -> String.join("\n", row.values())).collect(joining());
      return answer.isBlank() ? "" : DigestUtils.sha256Hex(version.get() + "\n" + answer);
    }
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
