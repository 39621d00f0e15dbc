package io.kuayu.cli.command.recommend;

import io.kuayu.application.recommend.RankQuery;
import io.kuayu.core.Event;
import io.kuayu.core.ItemKey;
import io.kuayu.engine.consent.PersonalRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads one request as a stream of tokens: no tree is built, fields may come in any order. */
final class RankParser {
  private final JsonFactory json;
  private final ItemLookup items;

  private @Nullable String id;
  private @Nullable String user;
  private @Nullable List<Event> history;
  private OptionalLong timestamp = OptionalLong.empty();
  private int[] candidates = new int[1024];
  private int count = -1;

  RankParser(JsonFactory json, ItemLookup items) {
    this.json = json;
    this.items = items;
  }

  /**
   * Reads the bytes of one line.
   *
   * @throws BadRequest if they are not a valid request; {@link #id} identifies it, if it was read
   */
  RankRequest read(byte[] bytes, int from, int length) throws BadRequest {
    id = null;
    user = null;
    history = null;
    timestamp = OptionalLong.empty();
    count = -1;
    try (JsonParser line = json.createParser(ObjectReadContext.empty(), bytes, from, length)) {
      readObject(line);
    } catch (JacksonException e) {
      throw new BadRequest("is not valid JSON: " + e.getOriginalMessage());
    }
    if ((user == null) == (history == null)) {
      throw new BadRequest(
          user == null ? "names neither 'user' nor 'history'" : "has both 'user' and 'history'");
    }
    if (count < 0) {
      throw new BadRequest("has no 'candidates'");
    }
    return new RankRequest(
        id,
        new RankQuery(Optional.ofNullable(user), Optional.ofNullable(history), timestamp),
        Arrays.copyOf(candidates, count));
  }

  /** The id of the line that was read last, if it was reached. */
  @Nullable String id() {
    return id;
  }

  private void readObject(JsonParser line) throws BadRequest {
    if (line.nextToken() != JsonToken.START_OBJECT) {
      throw new BadRequest("is no JSON object");
    }
    for (String name = line.nextName(); name != null; name = line.nextName()) {
      JsonToken token = line.nextToken();
      switch (name) {
        case "id" -> id = text("id", token, line);
        case "user" -> user = token == JsonToken.VALUE_NULL ? null : text("user", token, line);
        case "timestamp" -> timestamp = seconds(token, line);
        case "history" -> readHistory(token, line);
        case "candidates" -> readCandidates(token, line);
        default -> line.skipChildren();
      }
    }
    if (line.nextToken() != null) {
      throw new BadRequest("goes on after the object");
    }
  }

  private void readHistory(JsonToken token, JsonParser line) throws BadRequest {
    if (token == JsonToken.VALUE_NULL) {
      return;
    }
    expectArray("history", token);
    List<Event> events = new ArrayList<>();
    while (line.nextToken() != JsonToken.END_ARRAY) {
      ItemFields event = fields("history", line);
      events.add(
          Event.of(
              new ItemKey(event.domain(), event.item()),
              event.timestamp().orElse(PersonalRequest.UNTIMED)));
    }
    history = events;
  }

  private void readCandidates(JsonToken token, JsonParser line) throws BadRequest {
    expectArray("candidates", token);
    count = 0;
    while (line.nextToken() != JsonToken.END_ARRAY) {
      ItemFields candidate = fields("candidates", line);
      if (count == candidates.length) {
        candidates = Arrays.copyOf(candidates, 2 * count);
      }
      candidates[count++] = items.ordinal(candidate.domain(), candidate.item());
    }
  }

  private static void expectArray(String name, JsonToken token) throws BadRequest {
    if (token != JsonToken.START_ARRAY) {
      throw new BadRequest("'" + name + "' is no list");
    }
  }

  private record ItemFields(String domain, String item, OptionalLong timestamp) {}

  private static ItemFields fields(String list, JsonParser line) throws BadRequest {
    if (line.currentToken() != JsonToken.START_OBJECT) {
      throw new BadRequest("'" + list + "' holds something else than objects");
    }
    String domain = null;
    String item = null;
    OptionalLong timestamp = OptionalLong.empty();
    for (String name = line.nextName(); name != null; name = line.nextName()) {
      JsonToken token = line.nextToken();
      switch (name) {
        case "domain" -> domain = text("domain", token, line);
        case "item" -> item = text("item", token, line);
        case "timestamp" -> timestamp = seconds(token, line);
        default -> line.skipChildren();
      }
    }
    if (domain == null || item == null) {
      throw new BadRequest(
          "'" + list + "' holds an object without " + (domain == null ? "'domain'" : "'item'"));
    }
    return new ItemFields(domain, item, timestamp);
  }

  /** Ids may be written as numbers but are treated as texts. */
  private static String text(String name, JsonToken token, JsonParser line) throws BadRequest {
    if (!token.isScalarValue() || token == JsonToken.VALUE_NULL) {
      throw new BadRequest("'" + name + "' is no text");
    }
    return line.getString();
  }

  private static OptionalLong seconds(JsonToken token, JsonParser line) throws BadRequest {
    if (token == JsonToken.VALUE_NULL) {
      return OptionalLong.empty();
    }
    if (!token.isNumeric()) {
      throw new BadRequest("'timestamp' is no number of unix seconds");
    }
    return OptionalLong.of(line.getLongValue());
  }

  /** A line that is not a valid request; the message continues "line 7 …". */
  static final class BadRequest extends Exception {
    private static final long serialVersionUID = 1;

    BadRequest(String message) {
      super(message);
    }
  }
}
