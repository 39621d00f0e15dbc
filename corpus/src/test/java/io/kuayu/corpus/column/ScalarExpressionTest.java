package io.kuayu.corpus.column;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kuayu.corpus.column.ScalarExpression.InvalidException;
import io.kuayu.corpus.database.Database;
import io.kuayu.corpus.database.ResourceLimits;
import io.kuayu.corpus.database.Sql;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Expressions reach nothing but the values of a row. */
final class ScalarExpressionTest {
  @Test
  void nothingButValuesOfTheRowIsReached() {
    try (Database database = Database.inMemory(ResourceLimits.DEFAULT)) {
      for (String expression :
          List.of(
              "(SELECT content FROM read_text('/etc/passwd'))",
              "day FROM read_csv('/etc/passwd')",
              "day; ATTACH '/tmp/x.db'",
              "day, hour",
              "getenv('HOME') || day",
              "current_setting('temp_directory') || day",
              "day || now()",
              "age(day::TIMESTAMP)",
              "day || random()",
              "day || current_user",
              "max(day)",
              "lag(day) OVER ()",
              "unnest([day])",
              "COLUMNS('d.*')",
              "other.lower(day)",
              "day WHERE true",
              "day AS x",
              "day UNION SELECT day",
              "CASE WHEN EXISTS (SELECT 1 FROM glob('/*')) THEN day END",
              "nextval('s') || day",
              "$1 || day",
              "query('SELECT 1')",
              "pg_sleep(9) || day")) {
        assertThatThrownBy(() -> parse(database, expression))
            .as(expression)
            .isInstanceOf(InvalidException.class);
      }
    }
  }

  @Test
  void valuesOfTheRowAreWrittenAsDuckDbReadsThem() throws InvalidException {
    try (Database database = Database.inMemory(ResourceLimits.DEFAULT)) {
      assertThat(parse(database, "lower(day) /* a */ || 'x' -- b"))
          .isEqualTo("(lower(\"day\") || 'x')");
      for (String allowed :
          List.of(
              "coalesce(day, hour)",
              "day[1:4]",
              "CASE WHEN day LIKE '2%' THEN hour END",
              "try_cast(day AS INTEGER) + 1",
              "day::DATE + INTERVAL 1 DAY",
              "regexp_extract(day, '\\d+')",
              "split_part(day, '.', 1)",
              "extract(year FROM day::DATE)",
              "epoch_ms(day::BIGINT)",
              "day IN ('a', 'b')",
              "nullif(trim(day), '')",
              "day ->> '$.a'")) {
        assertThat(parse(database, allowed)).as(allowed).isNotEmpty();
      }
    }
  }

  private static String parse(Database database, String expression) throws InvalidException {
    return ScalarExpression.parse(
        database,
        expression,
        parts ->
            Optional.of(String.join(".", parts))
                .filter(List.of("day", "hour")::contains)
                .map(Sql::name));
  }
}
