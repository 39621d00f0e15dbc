package io.kuayu.benchmarks.fuzz;

import io.kuayu.application.Reporter;
import io.kuayu.application.settings.ConfigFile;
import io.kuayu.application.settings.Configuration;
import io.kuayu.application.workspace.Workspace;
import io.kuayu.core.Progress;
import io.kuayu.corpus.Corpus;
import io.kuayu.model.bundle.Bundle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;

/** Parsers of files: tables of events, and bundles of models. */
final class FileTargets {
  private static final int USERS = 12;
  private static final int ITEMS = 6;
  private static final String TENSORS = "model.safetensors";
  private static final String MANIFEST = "manifest.json";

  static final Reporter SILENT =
      new Reporter() {
        @Override
        public void say(String message) {}

        @Override
        public void warn(String message) {}

        @Override
        public Progress progress() {
          return Progress.NONE;
        }
      };

  private FileTargets() {}

  /** A file of events, which is prepared like any other. */
  static FuzzTarget table(Path folder, String format, String... words) throws IOException {
    Path file = folder.resolve("events." + format);
    Configuration configuration =
        configuration(
            folder, "strict: false\ndomains: { food: { events: [ { path: " + file + " } ] } }\n");
    return new FuzzTarget(
        format,
        List.of(events(format).getBytes(StandardCharsets.UTF_8)),
        FuzzTarget.bytes(words),
        input -> {
          Files.write(file, input);
          var _ = Corpus.prepare(configuration.corpus(), configuration.workdir(), Progress.NONE);
        });
  }

  /**
   * The tensors of a trained model. The manifest is made to fit each input, as that of an attacker
   * would.
   */
  static FuzzTarget bundle(Path folder, String family) throws IOException {
    Path events = Files.writeString(folder.resolve("events.csv"), events("csv"));
    Configuration configuration =
        configuration(
            folder,
            "domains: { food: { events: [ { path: "
                + events
                + " } ] } }\n"
                + "models: { transformer: { epochs: 1 }, lstm: { epochs: 1 }, towers: { epochs: 1 },"
                + " generative: { epochs: 1 }, blend: { experts: [item-knn, recency-7, popularity] } }\n");
    Bundle bundle = new Workspace(configuration, SILENT).training().train(Optional.of(family));
    Path tensors = bundle.directory().resolve(TENSORS);
    Path manifest = bundle.directory().resolve(MANIFEST);
    byte[] whole = Files.readAllBytes(tensors);
    String vouched = Files.readString(manifest);
    return new FuzzTarget(
        "safetensors " + family,
        List.of(whole),
        FuzzTarget.bytes(
            "[0]", "[-1]", "[65536,65536]", "[2147483647,2]", "\"I64\"", "\"F32\"", "[]"),
        input -> {
          Files.write(tensors, input);
          Files.writeString(
              manifest,
              vouched
                  .replace(DigestUtils.sha256Hex(whole), DigestUtils.sha256Hex(input))
                  .replaceFirst("(\"bytes\" ?: ?)" + whole.length + "\\b", "$1" + input.length));
          Bundle.at(bundle.directory()).load().close();
        });
  }

  private static Configuration configuration(Path folder, String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("files.yaml"), yaml + "threads: 1\n");
    return Configuration.read(ConfigFile.open(file, List.of(), Map.of()));
  }

  /** Events of a few people. */
  static String events(String format) {
    List<String> lines = new ArrayList<>();
    if (format.equals("csv")) {
      lines.add("user,item,timestamp,rating");
    }
    for (int user = 0; user < USERS; user++) {
      for (int step = 0; step < ITEMS; step++) {
        int item = (user + step) % ITEMS;
        long time = 1_700_000_000L + 1_000L * step + user;
        lines.add(
            format.equals("csv")
                ? "u%d,\"i%d\",%d,%d".formatted(user, item, time, 1 + item % 5)
                : "{\"user\":\"u%d\",\"item\":\"i%d\",\"timestamp\":%d,\"rating\":%d}"
                    .formatted(user, item, time, 1 + item % 5));
      }
    }
    return String.join("\n", lines) + "\n";
  }
}
