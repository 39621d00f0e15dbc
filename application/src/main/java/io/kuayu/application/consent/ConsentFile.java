package io.kuayu.application.consent;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import io.kuayu.corpus.format.Excerpt;
import io.kuayu.corpus.format.TextRows;
import io.kuayu.privacy.consent.Decision;
import io.kuayu.privacy.consent.Purpose;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * Decisions of many people from a file: CSV with the columns {@code user,from,to,purpose,granted},
 * or JSON lines with those keys. A domain or purpose that is empty or {@code *} means all of them.
 * Of several decisions on one question, the last one counts. A line that cannot be understood is
 * told and left out.
 */
public final class ConsentFile implements TextRows.Reader {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> COLUMNS = List.of("user", "from", "to", "purpose", "granted");
  private static final String ALL = "*";

  private final Path file;
  private final List<String> domains;
  private final Map<String, List<Decision>> decisions = new LinkedHashMap<>();
  private final List<Bad> bad = new ArrayList<>();

  /**
   * A line that was left out.
   *
   * @param line from 1
   * @param reason what is wrong with it
   */
  public record Bad(long line, String reason) {}

  private ConsentFile(Path file, List<String> domains) {
    this.file = file;
    this.domains = domains;
  }

  /**
   * Reads a file.
   *
   * @param domains all that there are
   * @throws KuayuException where there is no such file, or its columns are others
   */
  public static ConsentFile read(Path file, List<String> domains) {
    ConsentFile read = new ConsentFile(file, domains);
    if (!Files.isReadable(file)) {
      throw new KuayuException(
          ErrorCode.FILE_MISSING,
          "there is no file " + file + " that may be read",
          "name a file of consents");
    }
    if (isOfJson(file)) {
      read.jsonLines();
    } else {
      TextRows.each(file, read);
    }
    return read;
  }

  /** The decisions of each person, by the id that they have outside. */
  public Map<String, List<Decision>> decisions() {
    return decisions;
  }

  /** The lines that were left out. */
  public List<Bad> bad() {
    return bad;
  }

  private static boolean isOfJson(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.endsWith(".jsonl") || name.endsWith(".ndjson") || name.endsWith(".json");
  }

  private void jsonLines() {
    long number = 0;
    try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
      for (String line : (Iterable<String>) lines::iterator) {
        number++;
        if (!line.isBlank()) {
          json(number, line);
        }
      }
    } catch (IOException | UncheckedIOException e) {
      throw new KuayuException(
          ErrorCode.FILE_UNREADABLE,
          file + " cannot be read behind line " + number + " (" + e.getMessage() + ")",
          "see that it is UTF-8 and may be read",
          e);
    }
  }

  private void json(long number, String line) {
    try {
      JsonNode node = JSON.readTree(line);
      if (!node.isObject()) {
        broken(number, "is no JSON object");
        return;
      }
      List<String> unknown =
          node.propertyNames().stream().filter(key -> !COLUMNS.contains(key)).toList();
      if (!unknown.isEmpty()) {
        broken(
            number,
            "has a key '%s'; the keys are %s"
                .formatted(Excerpt.of(unknown.getFirst()), String.join(", ", COLUMNS)));
        return;
      }
      Map<String, String> values = new LinkedHashMap<>();
      for (String column : COLUMNS) {
        JsonNode value = node.path(column);
        values.put(column, value.isMissingNode() || value.isNull() ? "" : value.asString());
      }
      row(number, values);
    } catch (JacksonException e) {
      broken(number, "is no JSON");
    }
  }

  /** All are needed: a misspelt domain column would else be read as a consent for all domains. */
  @Override
  public void columns(List<String> names) {
    List<String> missing = COLUMNS.stream().filter(column -> !names.contains(column)).toList();
    if (!missing.isEmpty()) {
      throw new KuayuException(
          ErrorCode.UNKNOWN_COLUMN,
          "%s:1 has no column %s".formatted(file, String.join(", ", missing)),
          "its first line is to be " + String.join(",", COLUMNS) + "; JSON lines end in .jsonl");
    }
  }

  @Override
  public void row(long line, Map<String, String> values) {
    String user = values.getOrDefault("user", "");
    String granted = values.getOrDefault("granted", "").strip();
    List<Purpose> purposes = purposes(values.getOrDefault("purpose", "").strip());
    List<String> from = some(values.getOrDefault("from", ""));
    List<String> to = some(values.getOrDefault("to", ""));
    if (user.isBlank()) {
      broken(line, "names no user");
    } else if (purposes.isEmpty()) {
      broken(line, "purpose must be 'training', 'personalisation' or empty for both");
    } else if (from.isEmpty() || to.isEmpty()) {
      broken(line, "the domains are " + String.join(", ", domains));
    } else if (!granted.equals("true") && !granted.equals("false")) {
      broken(line, "granted must be 'true' or 'false', not '" + Excerpt.of(granted) + "'");
    } else {
      List<Decision> of = decisions.computeIfAbsent(user, _ -> new ArrayList<>());
      for (Purpose purpose : purposes) {
        for (String source : from) {
          for (String target : to) {
            of.add(new Decision(source, target, purpose, granted.equals("true")));
          }
        }
      }
    }
  }

  @Override
  public void broken(long line, String reason) {
    bad.add(new Bad(line, reason));
  }

  private static List<Purpose> purposes(String written) {
    return written.isEmpty() || written.equals(ALL)
        ? List.of(Purpose.values())
        : Purpose.parse(written).stream().toList();
  }

  /** The domains that are meant; none where there is no such domain. */
  private List<String> some(String written) {
    String domain = written.strip();
    if (domain.isEmpty() || domain.equals(ALL)) {
      return domains;
    }
    return domains.contains(domain) ? List.of(domain) : List.of();
  }
}
