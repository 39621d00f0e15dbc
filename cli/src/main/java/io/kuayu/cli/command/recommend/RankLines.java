package io.kuayu.cli.command.recommend;

import io.kuayu.application.recommend.RankService;
import io.kuayu.cli.command.recommend.RankParser.BadRequest;
import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import java.io.ByteArrayOutputStream;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Answers the requests of one chunk of lines. Thread-safe: every chunk has its own parser.
 *
 * <p>A given history is used as is. A user's history consists of that user's events before the
 * moment of the request, or of all events without a moment. Candidates are scored even if they are
 * in the history.
 */
final class RankLines {
  private final JsonFactory json = new JsonFactory();
  private final RankService<int[]> service;
  private final ItemLookup items;
  private final String file;
  private final boolean skipBadLines;
  private final AtomicLong requests = new AtomicLong();
  private final AtomicLong badLines = new AtomicLong();
  private final AtomicLong unknownUsers = new AtomicLong();

  /**
   * @param service computes scores over the catalogue of the lookup
   * @param items finds candidates
   * @param file name of the file in messages
   * @param skipBadLines whether a bad line yields an {@code error} instead of ending the run
   */
  RankLines(RankService<int[]> service, ItemLookup items, String file, boolean skipBadLines) {
    this.service = service;
    this.items = items;
    this.file = file;
    this.skipBadLines = skipBadLines;
  }

  long requests() {
    return requests.get();
  }

  long badLines() {
    return badLines.get();
  }

  long unknownUsers() {
    return unknownUsers.get();
  }

  /** The answers to a chunk, one per line. */
  byte[] answer(LineChunks.Chunk chunk) {
    RankParser parser = new RankParser(json, items);
    ByteArrayOutputStream answers = new ByteArrayOutputStream(chunk.length() / 2 + 64);
    chunk.forEachLine((line, from, length) -> answer(parser, chunk, line, from, length, answers));
    return answers.toByteArray();
  }

  private void answer(
      RankParser parser,
      LineChunks.Chunk chunk,
      long line,
      int from,
      int length,
      ByteArrayOutputStream answers) {
    requests.incrementAndGet();
    try {
      RankRequest request = parser.read(chunk.bytes(), from, length);
      write(answers, request.id(), scores(request));
    } catch (BadRequest e) {
      String problem = file + ":" + line + " " + e.getMessage();
      if (!skipBadLines) {
        throw new KuayuException(
            ErrorCode.BAD_ROWS,
            problem,
            "mend the line, or answer such lines by an error and go on with --skip-bad-lines");
      }
      badLines.incrementAndGet();
      writeError(answers, parser.id(), problem);
    }
  }

  private float[] scores(RankRequest request) {
    RankService.Result result = service.rank(request.query(), request.candidates());
    if (result.isUnknownUser()) {
      unknownUsers.incrementAndGet();
    }
    return result.scores();
  }

  private void write(ByteArrayOutputStream answers, @Nullable String id, float[] scores) {
    try (JsonGenerator line = begin(answers, id)) {
      line.writeArrayPropertyStart("scores");
      for (float score : scores) {
        if (Float.isNaN(score)) {
          line.writeNull();
        } else {
          line.writeNumber(score);
        }
      }
      line.writeEndArray();
      line.writeEndObject();
    }
    answers.write('\n');
  }

  private void writeError(ByteArrayOutputStream answers, @Nullable String id, String problem) {
    try (JsonGenerator line = begin(answers, id)) {
      line.writeStringProperty("error", problem);
      line.writeEndObject();
    }
    answers.write('\n');
  }

  private JsonGenerator begin(ByteArrayOutputStream answers, @Nullable String id) {
    JsonGenerator line =
        json.createGenerator(ObjectWriteContext.empty(), answers, JsonEncoding.UTF8);
    line.writeStartObject();
    line.writeName("id");
    if (id == null) {
      line.writeNull();
    } else {
      line.writeString(id);
    }
    return line;
  }
}
