package io.kuayu.corpus.column;

import io.kuayu.core.settings.NameSuggestion;
import io.kuayu.corpus.database.Database;
import io.kuayu.corpus.database.QueryException;
import io.kuayu.corpus.database.Sql;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One SQL expression over the columns of a row. DuckDB parses it, and only what depends on nothing
 * but the row is let through: no query, no window, no aggregate, no file, no setting, no clock and
 * no random number.
 */
final class ScalarExpression {
  /** Kinds of nodes that compute a value of the row. */
  private static final Set<String> CLASSES =
      Set.of(
          "COLUMN_REF",
          "CONSTANT",
          "FUNCTION",
          "OPERATOR",
          "CAST",
          "CASE",
          "COMPARISON",
          "CONJUNCTION",
          "BETWEEN",
          "COLLATE");

  /** Functions that tell of the session or the clock, though DuckDB calls them consistent. */
  private static final Set<String> DENIED =
      Set.of("current_setting", "getvariable", "getenv", "age");

  /** Functions that DuckDB defines by others and that compute a value of the row. */
  private static final Pattern MACROS =
      Pattern.compile(
          "list_.+|array_.+|nullif|split_part|fmod|fdiv|round_even|roundbankers|date_add|days_in_month|map_contains_.+");

  /** Where the functions of DuckDB itself are; its parser names them for some of its syntax. */
  private static final Set<String> SCHEMAS = Set.of("", "main", "pg_catalog");

  private static final Set<String> CATALOGS = Set.of("", "system");

  private static final String SCALAR = "function_type = 'scalar' AND stability = 'CONSISTENT'";
  private static final String MACRO = "function_type = 'macro'";
  private static final String VARYING = "function_type = 'aggregate' OR stability = 'VOLATILE'";

  private static final JsonMapper JSON = new JsonMapper();

  private ScalarExpression() {}

  /** An expression that is refused; the message says why. */
  static final class InvalidException extends Exception {
    private static final long serialVersionUID = 1;

    InvalidException(String message) {
      super(message);
    }
  }

  /**
   * Parses an expression.
   *
   * @param column gives the SQL for a name, which may have several parts, or empty where the source
   *     has no such column
   * @return the expression as DuckDB writes it, without comments
   */
  static String parse(Database database, String text, ColumnNames column) throws InvalidException {
    JsonNode select = onlySelect(database, "SELECT " + text);
    JsonNode list = select.path("select_list");
    boolean bare =
        select.path("type").asString("").equals("SELECT_NODE")
            && select.path("from_table").path("type").asString("").equals("EMPTY")
            && list.size() == 1
            && list.get(0).path("alias").asString("").isEmpty();
    for (String clause : List.of("where_clause", "having", "sample", "qualify")) {
      bare &= isAbsent(select.path(clause));
    }
    for (String clause : List.of("modifiers", "group_expressions", "group_sets")) {
      bare &= select.path(clause).isEmpty();
    }
    bare &= select.path("cte_map").path("map").isEmpty();
    if (!bare) {
      throw new InvalidException("it is more than one expression");
    }
    Check check = new Check(database, column);
    JsonNode checked = check.rewritten(list.get(0));
    ((ArrayNode) list).set(0, checked);
    return database
        .list(
            "SELECT json_deserialize_sql(CAST(%s AS JSON))"
                .formatted(Sql.text(check.document(select))),
            row -> row.getString(1))
        .getFirst()
        .substring("SELECT ".length());
  }

  /** Gives the SQL for a column. */
  interface ColumnNames extends Function<List<String>, Optional<String>> {}

  private static boolean isAbsent(JsonNode node) {
    return node.isMissingNode() || node.isNull();
  }

  private static JsonNode onlySelect(Database database, String statement) throws InvalidException {
    JsonNode parsed;
    try {
      parsed =
          JSON.readTree(
              database
                  .list(
                      "SELECT json_serialize_sql(" + Sql.text(statement) + ")",
                      row -> row.getString(1))
                  .getFirst());
    } catch (QueryException e) {
      throw new InvalidException(String.valueOf(e.getMessage()));
    }
    if (parsed.path("error").asBoolean(true)) {
      throw new InvalidException(
          parsed
              .path("error_message")
              .asString("DuckDB cannot parse it")
              .lines()
              .findFirst()
              .orElse(""));
    }
    JsonNode statements = parsed.path("statements");
    if (statements.size() != 1) {
      throw new InvalidException("it is more than one expression");
    }
    return statements.get(0).path("node");
  }

  /** Walks through the nodes of an expression. */
  private static final class Check {
    private final Database database;
    private final ColumnNames columns;
    private final Set<String> known = new HashSet<>();

    Check(Database database, ColumnNames columns) {
      this.database = database;
      this.columns = columns;
    }

    String document(JsonNode select) {
      ObjectNode statement = JSON.createObjectNode();
      statement.set("node", select);
      ObjectNode document = JSON.createObjectNode();
      document.put("error", false);
      document.putArray("statements").add(statement);
      return document.toString();
    }

    JsonNode rewritten(JsonNode node) throws InvalidException {
      if (node instanceof ObjectNode object) {
        String kind = object.path("class").asString("");
        if (!kind.isEmpty() && !CLASSES.contains(kind)) {
          throw new InvalidException(
              kind.toLowerCase(Locale.ROOT) + " is not allowed in it, only values of one row");
        }
        if (kind.equals("COLUMN_REF")) {
          return column(object);
        }
        if (kind.equals("FUNCTION")) {
          requireScalar(object);
        }
        for (String name : new ArrayList<>(object.propertyNames())) {
          object.set(name, rewritten(object.get(name)));
        }
      } else if (node instanceof ArrayNode array) {
        for (int index = 0; index < array.size(); index++) {
          array.set(index, rewritten(array.get(index)));
        }
      }
      return node;
    }

    private JsonNode column(ObjectNode reference) throws InvalidException {
      List<String> parts = new ArrayList<>();
      reference.path("column_names").forEach(part -> parts.add(part.asString("")));
      String sql =
          columns
              .apply(parts)
              .orElseThrow(
                  () ->
                      new InvalidException("there is no column '" + String.join(".", parts) + "'"));
      return onlySelect(database, "SELECT " + sql).path("select_list").get(0);
    }

    private void requireScalar(ObjectNode function) throws InvalidException {
      String name = function.path("function_name").asString("").toLowerCase(Locale.ROOT);
      if (known.contains(name)) {
        return;
      }
      boolean qualified =
          !SCHEMAS.contains(function.path("schema").asString(""))
              || !CATALOGS.contains(function.path("catalog").asString(""));
      if (!qualified && !exists(name, "true")) {
        List<String> names =
            database.list(
                "SELECT DISTINCT function_name FROM duckdb_functions() WHERE " + SCALAR,
                row -> row.getString(1));
        throw new InvalidException(
            "there is no function '%s'%s"
                .formatted(
                    name,
                    NameSuggestion.to(name, names)
                        .map(near -> "; did you mean '" + near + "'?")
                        .orElse("")));
      }
      boolean scalar =
          exists(name, SCALAR) || (MACROS.matcher(name).matches() && exists(name, MACRO));
      if (qualified || !scalar || DENIED.contains(name) || exists(name, VARYING)) {
        throw new InvalidException(
            "the function '" + name + "' is not allowed in it, only functions of one row's values");
      }
      known.add(name);
    }

    private boolean exists(String name, String condition) {
      return database.number(
              "SELECT count(*) FROM duckdb_functions() WHERE function_name = %s AND (%s)"
                  .formatted(Sql.text(name), condition))
          > 0;
    }
  }
}
