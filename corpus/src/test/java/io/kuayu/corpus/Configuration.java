package io.kuayu.corpus;

import io.kuayu.core.Progress;
import io.kuayu.core.settings.Setting;
import io.kuayu.core.settings.Settings;
import io.kuayu.corpus.report.PreparationReport;
import io.kuayu.corpus.settings.CorpusSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A configuration as a test writes it: one {@code key.key = value} after the other, beside files.
 */
final class Configuration {
  private final Path folder;
  private Setting.Tree tree = new Setting.Tree(Map.of(), "test.yaml");

  Configuration(Path folder) {
    this.folder = folder;
  }

  /** Sets a key; a value in brackets is a list. */
  Configuration with(String key, String value) {
    Setting setting =
        value.startsWith("[")
            ? new Setting.Sequence(
                Arrays.stream(value.substring(1, value.length() - 1).split(","))
                    .<Setting>map(entry -> new Setting.Scalar(entry.strip(), "test.yaml:1"))
                    .toList(),
                "test.yaml:1")
            : new Setting.Scalar(value, "test.yaml:1");
    tree = tree.with(List.of(key.split("\\.")), setting);
    return this;
  }

  /** Sets a list of blocks, each given as keys and values in turn. */
  Configuration withBlocks(String key, List<Map<String, String>> blocks) {
    List<Setting> entries =
        blocks.stream()
            .<Setting>map(
                block -> {
                  Map<String, Setting> values = new LinkedHashMap<>();
                  block.forEach(
                      (name, value) -> values.put(name, new Setting.Scalar(value, "test.yaml:1")));
                  return new Setting.Tree(values, "test.yaml:1");
                })
            .toList();
    tree = tree.with(List.of(key.split("\\.")), new Setting.Sequence(entries, "test.yaml:1"));
    return this;
  }

  Configuration file(String name, String content) throws IOException {
    Files.writeString(folder.resolve(name), content);
    return this;
  }

  CorpusSettings settings() {
    Settings root = Settings.of(tree);
    CorpusSettings settings = CorpusSettings.read(root, folder);
    root.check();
    return settings;
  }

  Path workdir() {
    return folder.resolve("work");
  }

  PreparationReport prepare() {
    return Corpus.prepare(settings(), workdir(), Progress.NONE);
  }

  Corpus corpus() {
    var _ = prepare();
    return Corpus.open(workdir());
  }
}
