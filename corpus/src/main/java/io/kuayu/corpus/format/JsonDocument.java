package io.kuayu.corpus.format;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import io.kuayu.corpus.database.Database;
import io.kuayu.corpus.source.WellKnownColumns;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One JSON document: an array of objects, or objects that stand over several lines. */
public final class JsonDocument implements FileFormat {
  private static final int SAMPLED = 5_000;

  @Override
  public String name() {
    return "json";
  }

  @Override
  public boolean recognises(FileSample sample) {
    String first = sample.firstLine().strip();
    return first.equals("{")
        || first.matches("\\[\\s*(\\{.*)?")
        || (first.startsWith("{\"") && first.matches(".*[,{\\[]"));
  }

  @Override
  public Table open(FileSource file, FileSample sample, Database database) {
    List<String> columns = keys(file, sample);
    return JsonTable.of(name(), file, sample, columns, WellKnownColumns.rolesWithoutValue(columns))
        .document();
  }

  private static List<String> keys(FileSource file, FileSample sample) {
    Set<String> keys = new LinkedHashSet<>();
    int objects = 0;
    try (InputStream in = sample.compression().open(file.content())) {
      JsonElements elements = new JsonElements(in);
      for (Optional<PhysicalLines.Line> next = elements.next();
          next.isPresent() && objects < SAMPLED;
          next = elements.next()) {
        keys.addAll(JsonTable.keysOf(new String(next.get().bytes(), StandardCharsets.UTF_8)));
        objects++;
      }
    } catch (IOException e) {
      throw file.unreadable(e);
    }
    if (objects == 1 && !sample.firstLine().strip().startsWith("[")) {
      throw new KuayuException(
          ErrorCode.DATA_UNREADABLE,
          file.place() + ": " + file.path() + " is one JSON document and not a list of objects",
          "write the list inside it alone, as with jq '.%s' FILE > LIST.json"
              .formatted(keys.stream().findFirst().orElse("NAME")));
    }
    return new ArrayList<>(keys);
  }
}
