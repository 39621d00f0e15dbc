package io.kuayu.cli.command.training;

import io.kuayu.cli.command.AtomicFile;
import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.core.ItemKey;
import io.kuayu.evaluation.Evaluation;
import io.kuayu.evaluation.Targets;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes the questions of an evaluation as lines that {@code rank} reads: the target is the first
 * candidate, and ids are {@code user#number}.
 */
final class EvaluationRequests {
  private EvaluationRequests() {}

  static void write(Evaluation evaluation, Path out) throws IOException {
    JsonFactory json = new JsonFactory();
    Targets targets = evaluation.targets();
    try (AtomicFile file = AtomicFile.at(out)) {
      for (int target = 0; target < targets.size(); target++) {
        try (JsonGenerator line =
            json.createGenerator(
                ObjectWriteContext.empty(), new Kept(file.stream()), JsonEncoding.UTF8)) {
          write(evaluation, target, line);
        }
        file.stream().write('\n');
      }
      file.commit();
    }
  }

  private static void write(Evaluation evaluation, int target, JsonGenerator line) {
    Catalogue catalogue = evaluation.catalogue();
    Context context = evaluation.context(target);
    String user = evaluation.interactions().user(evaluation.targets().user(target));
    line.writeStartObject();
    line.writeStringProperty("id", user + "#" + target);
    line.writeNumberProperty("timestamp", context.now());
    line.writeArrayPropertyStart("history");
    for (int index = 0; index < context.length(); index++) {
      write(catalogue.key(context.items()[index]), line);
      line.writeNumberProperty("timestamp", context.timestamps()[index]);
      line.writeEndObject();
    }
    line.writeEndArray();
    line.writeArrayPropertyStart("candidates");
    for (int candidate : evaluation.candidates(target)) {
      write(catalogue.key(candidate), line);
      line.writeEndObject();
    }
    line.writeEndArray();
    line.writeEndObject();
  }

  /** Writes the common fields and leaves the object open for more. */
  private static void write(ItemKey key, JsonGenerator line) {
    line.writeStartObject();
    line.writeStringProperty("domain", key.domain());
    line.writeStringProperty("item", key.id());
  }

  /** A generator closes its stream, but this one is used for all lines. */
  private static final class Kept extends FilterOutputStream {
    Kept(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
    }

    @Override
    public void flush() {
      // Flushed once at the end.
    }

    @Override
    public void close() {
      // The code that opened it closes it.
    }
  }
}
