package io.kuayu.corpus.clean;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * The one text form of an item: its fields in the configured order, each a sentence, as in {@code
 * Mae Ploy Curry Paste. Sauces > Asian > Curry Sauce}. Lists read as {@code a, b}, paths as {@code
 * a > b}, objects as {@code key: value}.
 */
public final class ItemTextForm {
  /** How the form is made, for manifests. */
  public static final String TEMPLATE = "the text fields in their order, joined by '. '";

  private static final ObjectMapper JSON = new ObjectMapper();

  private ItemTextForm() {}

  /** A field as people read it: JSON lists and objects, and bars between genres, become words. */
  public static String readable(String field) {
    String text = field.strip();
    if (text.startsWith("[") || text.startsWith("{")) {
      try {
        return words(JSON.readTree(text));
      } catch (JacksonException e) {
        return field;
      }
    }
    return text.indexOf('|') > 0 && !text.contains(" | ") ? text.replace("|", ", ") : field;
  }

  /** The form of an item, from fields that are clean; empty ones are left out. */
  public static String join(List<String> fields) {
    StringBuilder form = new StringBuilder();
    for (String field : fields) {
      if (!field.isEmpty()) {
        if (!form.isEmpty()) {
          boolean ended = ".!?。！？".indexOf(form.charAt(form.length() - 1)) >= 0;
          form.append(ended ? " " : ". ");
        }
        form.append(field);
      }
    }
    return form.toString();
  }

  private static String words(JsonNode node) {
    if (node.isArray()) {
      List<String> entries = new ArrayList<>();
      for (JsonNode entry : node) {
        entries.add(entry.isArray() ? path(entry) : words(entry));
      }
      return entries.stream().filter(entry -> !entry.isBlank()).collect(Collectors.joining(", "));
    }
    if (node.isObject()) {
      return node.properties().stream()
          .map(entry -> entry.getKey() + ": " + words(entry.getValue()))
          .collect(Collectors.joining(", "));
    }
    return node.isNull() ? "" : node.asString();
  }

  private static String path(JsonNode steps) {
    List<String> words = new ArrayList<>();
    steps.forEach(step -> words.add(words(step)));
    return String.join(" > ", words);
  }
}
