package io.kuayu.server.web;

import io.kuayu.core.settings.NameSuggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the fields of an untrusted JSON object. Any invalid field ends the request with a problem
 * that names the field.
 *
 * @param node the object
 * @param place its path, such as {@code history[3].}; empty at the top
 */
public record JsonObjectReader(ObjectNode node, String place) {
  /** Unknown names for which a similar one is looked for; more are no spelling mistakes. */
  private static final int MAX_UNKNOWN = 32;

  /** The fields of a body. */
  public static JsonObjectReader of(byte[] body) {
    return new JsonObjectReader(HttpJson.object(body), "");
  }

  /** The fields of one of many lines. */
  public static JsonObjectReader ofLine(byte[] line) {
    return new JsonObjectReader(HttpJson.line(line), "");
  }

  /** Rejects names that are probably misspelt; other unknown names are ignored. */
  public JsonObjectReader rejectUnknown(List<String> known) {
    int unknown = 0;
    for (String name : node.propertyNames()) {
      if (!known.contains(name) && ++unknown <= MAX_UNKNOWN) {
        NameSuggestion.to(name, known)
            .ifPresent(
                near -> {
                  throw wrong(name, "is not known: did you mean '" + near + "'?");
                });
      }
    }
    return this;
  }

  public boolean has(String name) {
    return node.hasNonNull(name);
  }

  /** A required text. */
  public String text(String name) {
    return optionalText(name).orElseThrow(() -> wrong(name, "is missing"));
  }

  public Optional<String> optionalText(String name) {
    JsonNode value = node.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isString()) {
      throw wrong(name, "must be a text");
    }
    return Optional.of(value.stringValue());
  }

  /** A required id. */
  public String id(String name) {
    return optionalId(name).orElseThrow(() -> wrong(name, "is missing"));
  }

  public Optional<String> optionalId(String name) {
    return optionalText(name).map(text -> Ids.checked(place + name, text));
  }

  public boolean flag(String name) {
    JsonNode value = node.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return false;
    }
    if (!value.isBoolean()) {
      throw wrong(name, "must be true or false");
    }
    return value.booleanValue();
  }

  /** A whole number. */
  public OptionalLong number(String name, long min, long max) {
    JsonNode value = node.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return OptionalLong.empty();
    }
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw wrong(name, "must be a whole number");
    }
    long number = value.longValue();
    if (number < min || number > max) {
      throw wrong(name, "must be from " + min + " to " + max);
    }
    return OptionalLong.of(number);
  }

  public OptionalDouble real(String name, double min, double max) {
    JsonNode value = node.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return OptionalDouble.empty();
    }
    if (!value.isNumber()) {
      throw wrong(name, "must be a number");
    }
    double number = value.doubleValue();
    if (!(number >= min && number <= max)) {
      throw wrong(name, "must be from " + min + " to " + max);
    }
    return OptionalDouble.of(number);
  }

  public Optional<JsonObjectReader> object(String name) {
    JsonNode value = node.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!(value instanceof ObjectNode object)) {
      throw wrong(name, "must be an object");
    }
    return Optional.of(new JsonObjectReader(object, place + name + "."));
  }

  /** A list of objects; empty if there is none. */
  public <T> List<T> objects(
      String name, int max, BiFunction<JsonObjectReader, Integer, T> reader) {
    List<T> read = new ArrayList<>();
    for (JsonNode element : list(name, max)) {
      String here = name + "[" + read.size() + "]";
      if (!(element instanceof ObjectNode object)) {
        throw wrong(here, "must be an object");
      }
      read.add(reader.apply(new JsonObjectReader(object, place + here + "."), read.size()));
    }
    return List.copyOf(read);
  }

  /** A list of texts; empty if there is none. */
  public List<String> texts(String name, int max) {
    List<String> read = new ArrayList<>();
    for (JsonNode element : list(name, max)) {
      if (!element.isString()) {
        throw wrong(name, "must be a list of texts");
      }
      read.add(element.stringValue());
    }
    return List.copyOf(read);
  }

  private ArrayNode list(String name, int max) {
    JsonNode value = node.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return HttpJson.array();
    }
    if (!(value instanceof ArrayNode array)) {
      throw wrong(name, "must be a list");
    }
    if (array.size() > max) {
      throw wrong(name, "has " + array.size() + " elements; at most " + max + " are allowed");
    }
    return array;
  }

  /** The problem document for a field. */
  public HttpProblem wrong(String name, String what) {
    return new HttpProblem(ProblemCode.BAD_PARAMETER, "'" + place + name + "' " + what);
  }
}
