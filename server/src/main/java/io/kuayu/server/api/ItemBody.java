package io.kuayu.server.api;

import io.kuayu.core.Item;
import io.kuayu.core.ItemKey;
import io.kuayu.core.content.Content;
import io.kuayu.corpus.clean.ItemTextForm;
import io.kuayu.corpus.clean.TextCleaner;
import io.kuayu.server.web.HttpProblem;
import io.kuayu.server.web.JsonObjectReader;
import io.kuayu.server.web.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * Reads an item from a body: {@code title} and the usual text fields make its text, cleaned as
 * files are; all fields but the title are kept as attributes, for filters. A list {@code media}
 * holds images and sounds.
 */
final class ItemBody {
  private static final int MAX_TEXT_LENGTH = 2_000;
  private static final int MAX_FIELDS = 100;
  private static final int MAX_NAME_LENGTH = 100;
  private static final List<String> TEXT =
      List.of(
          "title",
          "name",
          "subtitle",
          "categories",
          "category",
          "genres",
          "tags",
          "brand",
          "author",
          "description",
          "features",
          "summary",
          "text");
  private static final Set<String> OWN = Set.of("title", "item", "domain");

  private final TextCleaner cleaner = new TextCleaner(MAX_TEXT_LENGTH);
  private final MediaBody media;

  ItemBody(MediaBody media) {
    this.media = media;
  }

  Item read(ItemKey key, JsonObjectReader fields) {
    if (fields.node().size() > MAX_FIELDS) {
      throw new HttpProblem(
          ProblemCode.BAD_PARAMETER, "an item has at most " + MAX_FIELDS + " fields");
    }
    String title = clean(fields.text("title"));
    List<Content> shown = media.read(fields);
    if (title.isEmpty() && shown.isEmpty()) {
      throw fields.wrong("title", "is empty");
    }
    List<String> text = new ArrayList<>();
    for (String name : TEXT) {
      if (fields.has(name)) {
        text.add(clean(ItemTextForm.readable(plain(fields, name))));
      }
    }
    Map<String, String> attributes = new TreeMap<>();
    for (String name : fields.node().propertyNames()) {
      if (!OWN.contains(name) && !MediaBody.isMedia(fields, name) && fields.has(name)) {
        if (name.isBlank() || name.length() > MAX_NAME_LENGTH) {
          throw new HttpProblem(ProblemCode.BAD_PARAMETER, "a field's name is empty or too long");
        }
        attributes.put(clean(name), clean(plain(fields, name)));
      }
    }
    return new Item(key, title, ItemTextForm.join(text), attributes, shown);
  }

  private String clean(String text) {
    String cleaned = cleaner.clean(text).text();
    return new String(
        cleaned.getBytes(java.nio.charset.StandardCharsets.UTF_8),
        java.nio.charset.StandardCharsets.UTF_8);
  }

  private static String plain(JsonObjectReader fields, String name) {
    JsonNode value = fields.node().get(name);
    return value.isContainer() ? value.toString() : value.asString();
  }
}
