package io.kuayu.cli.command;

import io.kuayu.cli.command.RankParser.BadRequest;
import io.kuayu.core.Catalogue;
import io.kuayu.core.Event;
import io.kuayu.core.History;
import io.kuayu.core.KuayuException;
import io.kuayu.engine.CandidateScorer;
import io.kuayu.engine.ConsentedQueries;
import io.kuayu.engine.catalogue.ResolvedHistory;
import io.kuayu.model.Model;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Answers the requests of one chunk of lines. Thread-safe: every chunk has its own parser.
 *
 * <p>A given history is used as it stands. A user's history is what that person did before the
 * moment of the request; without a moment, all of it. Candidates are scored whether or not the
 * history holds them.
 */
final class Ranker {
  private final JsonFactory json = new JsonFactory();
  private final CandidateScorer scorer;
  private final Model model;
  private final ItemLookup items;
  private final CorpusUsers people;
  private final String file;
  private final boolean skipBadLines;
  private final AtomicLong requests = new AtomicLong();
  private final AtomicLong badLines = new AtomicLong();
  private final AtomicLong unknownUsers = new AtomicLong();

  /**
   * @param file how the file is called in messages
   * @param skipBadLines whether a bad line is answered by an {@code error} instead of ending all
   */
  Ranker(Model model, CorpusUsers people, String file, boolean skipBadLines) {
    this.model = model;
    this.scorer = new CandidateScorer(model);
    this.items = new ItemLookup(model.catalogue());
    this.people = people;
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

  /** The answers to a chunk, a line each. */
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
            problem,
            "mend the line, or answer such lines by an error and go on with --skip-bad-lines");
      }
      badLines.incrementAndGet();
      writeError(answers, parser.id(), problem);
    }
  }

  private float[] scores(RankRequest request) {
    History given = request.history();
    if (given != null) {
      long now = request.timestamp().orElseGet(() -> momentAfter(given));
      History timed = request.untimed() ? timed(given, now) : given;
      ResolvedHistory known = ResolvedHistory.of(model.catalogue(), timed, now);
      return scorer.score(known.context(), request.candidates());
    }
    String user = String.valueOf(request.user());
    History all = people.history(user).orElse(History.EMPTY);
    if (all.events().isEmpty()) {
      unknownUsers.incrementAndGet();
    }
    ConsentedQueries consented =
        ConsentedQueries.of(model.catalogue().domains(), Set.of(), people.permissions(user));
    float[] scores = new float[request.candidates().length];
    Arrays.fill(scores, Float.NaN);
    for (ConsentedQueries.Part part : consented.parts()) {
      int[] some = candidates(request, part);
      float[] found = scorer.score(known(request, part.of(all)).context(), some);
      for (int index = 0; index < some.length; index++) {
        scores[index] = some[index] == CandidateScorer.UNKNOWN ? scores[index] : found[index];
      }
    }
    return scores;
  }

  /** The candidates of a part's domains in their places; the others count as unknown. */
  private int[] candidates(RankRequest request, ConsentedQueries.Part part) {
    Catalogue catalogue = model.catalogue();
    return Arrays.stream(request.candidates())
        .map(
            item ->
                item != CandidateScorer.UNKNOWN
                        && part.targets()
                            .contains(catalogue.domains().get(catalogue.domainOf(item)))
                    ? item
                    : CandidateScorer.UNKNOWN)
        .toArray();
  }

  private ResolvedHistory known(RankRequest request, History all) {
    if (request.timestamp().isEmpty()) {
      return ResolvedHistory.of(model.catalogue(), all, CorpusUsers.momentAfter(all));
    }
    long now = request.timestamp().getAsLong();
    List<Event> before = all.events().stream().filter(event -> event.timestamp() < now).toList();
    return ResolvedHistory.of(model.catalogue(), new History(before), now);
  }

  private static long momentAfter(History given) {
    List<Event> timed =
        given.events().stream().filter(event -> event.timestamp() != Long.MIN_VALUE).toList();
    return CorpusUsers.momentAfter(new History(timed));
  }

  /** Events without a time happened just before the request. */
  private static History timed(History given, long now) {
    return new History(
        given.events().stream()
            .map(
                event ->
                    event.timestamp() == Long.MIN_VALUE ? Event.of(event.item(), now - 1) : event)
            .toList());
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
