package io.kuayu.corpus.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Records of a file of one object a line, or of one document of objects.
 *
 * @param document whether objects are the elements of an array, or stand over several lines
 * @param python whether the objects are Python dictionaries and shall become JSON
 */
record JsonShape(boolean document, boolean python) implements RecordShape {
  private static final JsonFactory JSON = new JsonFactory();

  @Override
  public PhysicalLines lines(InputStream in) {
    return document ? new JsonElements(in) : new PhysicalLines(in);
  }

  @Override
  public int headers() {
    return 0;
  }

  @Override
  public Optional<TextRecord> next(PhysicalLines lines) throws IOException {
    Optional<PhysicalLines.Line> line = lines.next();
    while (line.isPresent() && isBlank(line.get().bytes())) {
      line = lines.next();
    }
    return line.map(this::record);
  }

  private TextRecord record(PhysicalLines.Line line) {
    if (!DelimitedShape.isUtf8(line.bytes())) {
      return new TextRecord(List.of(line), Optional.of(NOT_UTF8));
    }
    if (!python) {
      return new TextRecord(List.of(line), judge(line.bytes()));
    }
    return PythonLiteral.toJson(new String(line.bytes(), StandardCharsets.UTF_8))
        .map(json -> line.with(json.getBytes(StandardCharsets.UTF_8)))
        .map(json -> new TextRecord(List.of(json), judge(json.bytes())))
        .orElseGet(
            () ->
                new TextRecord(List.of(line), Optional.of("neither JSON nor a Python dictionary")));
  }

  private static Optional<String> judge(byte[] line) {
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), line)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Optional.of("not a JSON object");
      }
      parser.skipChildren();
      return parser.nextToken() == null
          ? Optional.empty()
          : Optional.of("text follows the JSON object");
    } catch (JacksonException e) {
      return Optional.of("not JSON");
    }
  }

  private static boolean isBlank(byte[] line) {
    for (byte b : line) {
      if (b > ' ' || b < 0) {
        return false;
      }
    }
    return true;
  }
}
